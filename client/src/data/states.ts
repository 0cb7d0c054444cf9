// Making, naming, ordering and removing the columns of a project.
import { api, type Schemas, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

export type StateKind = Schemas['StateKind'];
export const KINDS = ['plan', 'doing', 'review', 'done'] as const satisfies readonly StateKind[];

function stale(project: number) {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['states', project] }),
    queryClient.invalidateQueries({ queryKey: ['board', project] }),
  ]);
}

export function useCreateState(project: number) {
  return useWrite({
    write: (body: Schemas['CreateState'], key) =>
      take(
        api.POST('/api/v1/projects/{project}/states', {
          body, params: { path: { project }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: () => stale(project),
  });
}

/** Names a state, or puts it behind another (`after: null`: first). */
export function useEditState(project: number) {
  return useWrite({
    write: ({ state, ...body }: Schemas['EditState'] & { state: number }) =>
      take(api.PATCH('/api/v1/states/{state}', { body, params: { path: { state } } })),
    onSettled: () => stale(project),
  });
}

/** Removes a state; its tasks go to another. */
export function useRemoveState(project: number) {
  return useWrite({
    write: async ({ state, to }: { state: number; to: number }) => {
      await api.DELETE('/api/v1/states/{state}', { params: { path: { state }, query: { to } } });
    },
    onSuccess: () => stale(project),
  });
}
