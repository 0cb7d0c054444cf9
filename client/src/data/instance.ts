// What this installation is: its version, and what it allows.
import { queryOptions } from '@tanstack/react-query';
import { api, take } from '~/api/client';

export const instanceQuery = queryOptions({
  queryKey: ['instance'],
  queryFn: ({ signal }) => take(api.GET('/api/v1/instance', { signal })),
  staleTime: 10 * 60_000,
});
