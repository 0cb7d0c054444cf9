// Making a task, from wherever it comes to mind.
import { api, type Schemas, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

export function useCreateTask() {
  return useWrite({
    write: ({ project, body }: { project: number; body: Schemas['NewTaskBody'] }, key) =>
      take(
        api.POST('/api/v1/projects/{project}/tasks', {
          body,
          params: { path: { project }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: (task) =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['board', task.project_id] }),
        queryClient.invalidateQueries({ queryKey: ['tasks', task.company_id] }),
        queryClient.invalidateQueries({ queryKey: ['projects', task.company_id] }),
      ]),
  });
}
