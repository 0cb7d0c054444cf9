// Goals of a project: making, changing, ordering, closing and throwing away.
import { api, type Schemas, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

export { type Goal, projectGoalsQuery } from './choices';

function stale(project: number) {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['goals', project] }),
    queryClient.invalidateQueries({ queryKey: ['board', project] }),
  ]);
}

export function useCreateGoal(project: number) {
  return useWrite({
    write: (body: Schemas['CreateGoal'], key) =>
      take(
        api.POST('/api/v1/projects/{project}/goals', {
          body, params: { path: { project }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: () => stale(project),
  });
}

/** Changes a goal, or puts it behind another (`after: null`: first). */
export function useEditGoal(project: number) {
  return useWrite({
    write: ({ goal, ...body }: Schemas['EditGoal'] & { goal: number }) =>
      take(api.PATCH('/api/v1/goals/{goal}', { body, params: { path: { goal } } })),
    onSettled: () => stale(project),
  });
}

export function useCloseGoal(project: number) {
  return useWrite({
    write: ({ goal, closed }: { goal: number; closed: boolean }, key) =>
      take(
        closed
          ? api.POST('/api/v1/goals/{goal}/closure', { params: { path: { goal }, header: { 'Idempotency-Key': key } } })
          : api.DELETE('/api/v1/goals/{goal}/closure', { params: { path: { goal } } }),
      ),
    onSettled: () => stale(project),
  });
}

export function useTrashGoal(project: number) {
  return useWrite({
    write: async ({ goal }: { goal: number }) => {
      await api.DELETE('/api/v1/goals/{goal}', { params: { path: { goal } } });
    },
    onSettled: () => stale(project),
  });
}

export function useRestoreGoal(project: number) {
  return useWrite({
    write: ({ goal }: { goal: number }, key) =>
      take(
        api.POST('/api/v1/goals/{goal}/restoration', {
          params: { path: { goal }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSettled: () => stale(project),
  });
}
