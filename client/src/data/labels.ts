// Labels of a company: making, naming, colouring and removing.
import { api, type Schemas, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

function stale(company: number) {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['labels', company] }),
    queryClient.invalidateQueries({ queryKey: ['tasks', company] }),
    queryClient.invalidateQueries({ queryKey: ['board'] }),
  ]);
}

export function useCreateLabel(company: number) {
  return useWrite({
    write: (body: Schemas['CreateLabel'], key) =>
      take(
        api.POST('/api/v1/companies/{company}/labels', {
          body, params: { path: { company }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: () => stale(company),
  });
}

export function useEditLabel(company: number) {
  return useWrite({
    write: ({ label, ...body }: Schemas['EditLabel'] & { label: number }) =>
      take(api.PATCH('/api/v1/labels/{label}', { body, params: { path: { label } } })),
    onSuccess: () => stale(company),
  });
}

export function useRemoveLabel(company: number) {
  return useWrite({
    write: async ({ label }: { label: number }) => {
      await api.DELETE('/api/v1/labels/{label}', { params: { path: { label } } });
    },
    onSuccess: () => stale(company),
  });
}
