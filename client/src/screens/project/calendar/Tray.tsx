// Open tasks without a date, to be dragged onto a day.
import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { datelessQuery } from '~/data/calendar';
import type { TaskFilter } from '~/data/tasks';
import { t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import classes from './Calendar.module.css';
import { EntryChip, useDayDrop } from './EntryChip';
import { useCalendarRoom } from './room';

export function Tray({ project, filter }: { project: number; filter: TaskFilter }) {
  const room = useCalendarRoom();
  const tray = useRef<HTMLElement>(null);
  const over = useDayDrop(tray, null, room);
  const query = useInfiniteQuery(datelessQuery(room.company.id, project, filter));
  const tasks = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <aside ref={tray} className={classes.tray} data-over={over || undefined} aria-labelledby="tray-title">
      <h2 id="tray-title" className={classes.trayTitle}>{t('calendar.noDate')}</h2>
      {query.isPending && <Rows count={4} height={26} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && tasks.length === 0 && <Text size="xs" c="dimmed">{t('calendar.trayEmpty')}</Text>}
      {tasks.length > 0 && (
        <ul className={classes.entries}>
          {tasks.map((task) => <EntryChip key={task.id} entry={{ task, kind: 'due' }} day={null} />)}
        </ul>
      )}
      {query.hasNextPage && (
        <Button size="compact-sm" variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('common.more')}</Button>
      )}
    </aside>
  );
}
