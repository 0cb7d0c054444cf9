// How many notices are unread: the number beside "Inbox". The inbox itself reads its own list.
import { queryOptions } from '@tanstack/react-query';
import { api, take } from '~/api/client';

export const countsQuery = queryOptions({
  queryKey: ['notifications', 'counts'],
  queryFn: ({ signal }) => take(api.GET('/api/v1/notifications/counts', { signal })),
  refetchInterval: 5 * 60_000,
});
