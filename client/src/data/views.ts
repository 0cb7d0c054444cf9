// Saved views: a filter, an order and columns under a name; my own, or shared with the project.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeAll } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

export type View = Schemas['ViewBody'];
export type ViewKind = View['kind'];

export function viewsQuery(company: number, project: number) {
  return queryOptions({
    queryKey: ['views', company, project],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/companies/{company}/views', {
            params: { path: { company }, query: { project: String(project), limit: 100, cursor } },
            signal,
          }),
        ),
      ),
  });
}

function stale(company: number) {
  return queryClient.invalidateQueries({ queryKey: ['views', company] });
}

export function useCreateView(company: number) {
  return useWrite({
    write: (body: Schemas['CreateView'], key) =>
      take(
        api.POST('/api/v1/companies/{company}/views', {
          body, params: { path: { company }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: () => stale(company),
  });
}

export function useEditView(company: number) {
  return useWrite({
    write: ({ view, ...body }: Schemas['EditView'] & { view: number }) =>
      take(api.PATCH('/api/v1/views/{view}', { body, params: { path: { view } } })),
    onSuccess: () => stale(company),
  });
}

export function useRemoveView(company: number) {
  return useWrite({
    write: async ({ view }: { view: number }) => {
      await api.DELETE('/api/v1/views/{view}', { params: { path: { view } } });
    },
    onSuccess: () => stale(company),
  });
}
