// A run of rows read page by page: a whole list, or one group of it.
import { Button, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { projectTasksQuery, type Task, type TaskFilter as Asked } from '~/data/tasks';
import { formatNumber, t } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import classes from './List.module.css';
import { Row } from './Row';
import { type Editing, useListRoom } from './room';

/** Rows under a head of their own within a run: the next due date, the next priority. */
export interface Run {
  key: (task: Task) => string;
  name: (key: string) => ReactNode;
}

interface SectionProps {
  asked: Asked;
  /** The head of a group; none for a whole list. */
  title?: ReactNode;
  run?: Run;
  /** Rows before it, so that the keyboard walks through all sections. */
  from: number;
  selected: ReadonlySet<number>;
  editing: Editing | null;
  /** Tells which rows there are. */
  onRows: (tasks: Task[]) => void;
  /** Said where there are none. */
  empty?: ReactNode;
}

export function Section({ asked, title, run, from, selected, editing, onRows, empty }: SectionProps) {
  const room = useListRoom();
  const query = useInfiniteQuery(projectTasksQuery(room.company.id, room.project, asked));
  const tasks = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  useEffect(() => onRows(tasks), [tasks, onRows]);
  const span = room.columns.length + (room.editable ? 2 : 1);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  let last: string | undefined;
  return (
    <Table.Tbody aria-busy={query.isPending || undefined}>
      {title !== undefined && (
        <Table.Tr className={classes.group}>
          <Table.Th scope="rowgroup" colSpan={span}>
            {title} <span className={classes.count}>{formatNumber(tasks.length)}{hasNextPage ? '+' : ''}</span>
          </Table.Th>
        </Table.Tr>
      )}
      {query.isPending && <Table.Tr><Table.Td colSpan={span}><Rows count={title === undefined ? 8 : 2} height={28} /></Table.Td></Table.Tr>}
      {query.isError && tasks.length === 0 && (
        <Table.Tr><Table.Td colSpan={span}><Failure error={query.error} retry={() => void query.refetch()} /></Table.Td></Table.Tr>
      )}
      {tasks.map((task, at) => {
        const key = run?.key(task);
        const head = key !== undefined && key !== last;
        last = key;
        return [
          head && run !== undefined && (
            <Table.Tr key={`head-${key}`} className={classes.group}>
              <Table.Th scope="rowgroup" colSpan={span}>{run.name(key)}</Table.Th>
            </Table.Tr>
          ),
          <Row key={task.id} task={task} at={from + at} selected={selected.has(task.id)} editing={editing?.id === task.id ? editing.field : null} />,
        ];
      })}
      {query.isSuccess && tasks.length === 0 && empty !== undefined && (
        <Table.Tr><Table.Td colSpan={span}>{empty}</Table.Td></Table.Tr>
      )}
      {hasNextPage && (
        <Table.Tr>
          <Table.Td colSpan={span}>
            <More busy={isFetchingNextPage} onMore={() => void fetchNextPage()} />
          </Table.Td>
        </Table.Tr>
      )}
    </Table.Tbody>
  );
}

/** A button that presses itself when it comes into sight. */
function More({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    const element = button.current;
    if (element === null || busy) return;
    const seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) latest.current();
    }, { rootMargin: '400px' });
    seen.observe(element);
    return () => seen.disconnect();
  }, [busy]);
  return <Button ref={button} size="compact-sm" variant="subtle" loading={busy} onClick={onMore}>{t('common.more')}</Button>;
}
