// Who watches a task: they are told when it changes.
import { queryOptions } from '@tanstack/react-query';
import { api, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { t } from '~/i18n';
import { toastFailure } from '~/ui/toast';

export function watchersQuery(task: number) {
  return queryOptions({
    queryKey: ['watchers', task],
    queryFn: ({ signal }) => take(api.GET('/api/v1/tasks/{task}/watchers', { params: { path: { task } }, signal })),
  });
}

/** Makes somebody a watcher or stops it; `me` is oneself. */
export function useWatch(task: number) {
  return useWrite({
    write: async ({ user, watching }: { user: number | 'me'; watching: boolean }) => {
      const params = { path: { task, user: String(user) } };
      if (watching) await api.PUT('/api/v1/tasks/{task}/watchers/{user}', { params });
      else await api.DELETE('/api/v1/tasks/{task}/watchers/{user}', { params });
    },
    onMutate: ({ user, watching }) => {
      if (user !== 'me') return;
      queryClient.setQueryData(watchersQuery(task).queryKey, (known) => known && { ...known, watching });
    },
    onError: (error) => toastFailure(t('task.watchNotChanged'), error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['watchers', task] }),
  });
}
