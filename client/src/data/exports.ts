// Exports: all that a company has, packed into one archive.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeAll } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

export type Export = Schemas['ExportBody'];

export function isPacking(one: Export): boolean {
  return one.status === 'queued' || one.status === 'running';
}

/** Newest first; asked again each second while one is made. */
export function exportsQuery(company: number) {
  return queryOptions({
    queryKey: ['exports', company],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/companies/{company}/exports', {
            params: { path: { company }, query: { limit: 50, cursor } }, signal,
          }),
        ), 200,
      ),
    refetchInterval: (query) => (query.state.data?.some(isPacking) ? 1_000 : false),
  });
}

function stale(company: number) {
  return () => queryClient.invalidateQueries({ queryKey: ['exports', company] });
}

export function useMakeExport(company: number) {
  return useWrite({
    write: (_: void, key) =>
      take(
        api.POST('/api/v1/companies/{company}/exports', {
          params: { path: { company }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSettled: stale(company),
  });
}

/** Deletes an archive before its time, or stops one that is being made. */
export function useDeleteExport(company: number) {
  return useWrite({
    write: async (id: number) => {
      await api.DELETE('/api/v1/companies/{company}/exports/{export}', { params: { path: { company, export: id } } });
    },
    onSettled: stale(company),
  });
}
