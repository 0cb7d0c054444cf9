// What was thrown away in the project, and bringing it back.
import { Button, Text } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { trashedTasksQuery } from '~/data/projectTrash';
import { useRestoreTask } from '~/data/tasks';
import { t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Time } from '~/ui/Time';
import { toast, toastFailure } from '~/ui/toast';
import classes from './Settings.module.css';

export function Trash({ project, company, mayWork }: { project: number; company: number; mayWork: boolean }) {
  const query = useInfiniteQuery(trashedTasksQuery(company, project));
  const restore = useRestoreTask();
  const tasks = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <Rows count={3} />;
  if (query.isError && tasks.length === 0) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (tasks.length === 0) return <Text size="sm" c="dimmed">{t('projectSettings.trashEmpty')}</Text>;
  return (
    <>
      <ul className={classes.list}>
        {tasks.map((task) => (
          <li key={task.id} className={classes.line}>
            <div className={classes.grow}>
              <Text size="sm" truncate title={task.title} dir="auto">#{task.number} {task.title}</Text>
              {task.trashed_at !== null && <Text size="xs" c="dimmed"><Time at={task.trashed_at} /></Text>}
            </div>
            {mayWork && (
              <Button
                size="compact-sm" variant="default" className={classes.touch} leftSection={<IconRestore size={14} aria-hidden />}
                aria-label={t('projectSettings.restoreTask', { title: task.title })}
                onClick={() => restore.mutate({ task }, {
                  onSuccess: () => toast(t('projectSettings.restored', { title: task.title })),
                  onError: (error) => toastFailure(t('projectSettings.notRestored'), error),
                })}
              >
                {t('projectSettings.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {query.hasNextPage && <Button mt="sm" variant="subtle" size="compact-sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('common.more')}</Button>}
    </>
  );
}
