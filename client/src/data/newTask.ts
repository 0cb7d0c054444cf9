// Making a task, from wherever it comes to mind. It arrives once, also over a lost connection.
import { api, type Schemas, take } from '~/api/client';
import { queryClient } from '~/api/queries';
import { Outbox, useSend } from './outbox';

export interface NewTask {
  project: number;
  body: Schemas['NewTaskBody'];
}

export const newTasks = new Outbox<NewTask, Schemas['TaskBody']>({
  name: 'task',
  post: ({ project, body }, key) =>
    take(
      api.POST('/api/v1/projects/{project}/tasks', {
        body,
        params: { path: { project }, header: { 'Idempotency-Key': key } },
      }),
    ),
  arrived: (task) => {
    for (const queryKey of [['board', task.project_id], ['tasks', task.company_id], ['projects', task.company_id]]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  },
  words: ({ body }) => body.title,
});

export function useCreateTask() {
  return useSend(newTasks);
}
