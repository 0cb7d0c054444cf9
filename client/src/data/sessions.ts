// Sessions: the browsers I am signed in with.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeAll } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

export type Session = Schemas['SessionBody'];

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) =>
    takeAll((cursor) =>
      take(api.GET('/api/v1/sessions', { params: { query: { limit: 100, cursor } }, signal })),
    ),
});

export function useEndSession() {
  return useWrite({
    write: async (session: number) => {
      await api.DELETE('/api/v1/sessions/{session}', { params: { path: { session } } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  });
}

export function useEndOtherSessions() {
  return useWrite({
    write: async () => {
      await api.DELETE('/api/v1/sessions');
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  });
}
