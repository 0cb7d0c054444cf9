// API tokens: mine, for scripts.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeAll } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

export type Token = Schemas['TokenBody'];
export type Scope = Schemas['Scope'];

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) =>
    takeAll((cursor) =>
      take(api.GET('/api/v1/tokens', { params: { query: { limit: 100, cursor } }, signal })),
    ),
});

export function useMakeToken() {
  return useWrite({
    write: (body: Schemas['TokenForm'], key) =>
      take(api.POST('/api/v1/tokens', { body, params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['tokens'] }),
    // The secret is told once: an answer that got lost is not got back by asking again.
    retry: false,
  });
}

export function useRevokeToken() {
  return useWrite({
    write: async (token: number) => {
      await api.DELETE('/api/v1/tokens/{token}', { params: { path: { token } } });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['tokens'] }),
  });
}
