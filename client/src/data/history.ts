// What happened to a task, newest first, and taking a change back.
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, type Schemas, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { refreshTask, type TaskRef } from './taskCache';

export type Fact = Schemas['Fact'];

/** The key begins with `activity` and the company: live facts make it stale. */
export function historyQuery(company: number, task: number) {
  return infiniteQueryOptions({
    queryKey: ['activity', company, 'task', task],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/v1/tasks/{task}/history', {
          params: { path: { task }, query: { limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Takes a change back. The answer names the fact by which that is taken back again. */
export function useReverse(task: TaskRef) {
  return useWrite({
    write: (event: number, key) =>
      take(
        api.POST('/api/v1/events/{event}/reversal', {
          params: { path: { event }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSettled: () =>
      Promise.all([refreshTask(task), queryClient.invalidateQueries({ queryKey: ['activity', task.company_id, 'task', task.id] })]),
  });
}
