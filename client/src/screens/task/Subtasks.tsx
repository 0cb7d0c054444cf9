// Subtasks: tasks of their own under this one.
import { ActionIcon, Button, Checkbox, Progress, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { companyTasksQuery, refreshTask, type Task, useCreateTask } from '~/data/tasks';
import { formatNumber, t } from '~/i18n';
import { DueDate } from '~/ui/DueDate';
import { Face } from '~/ui/Person';
import { toastFailure } from '~/ui/toast';
import { useHere } from './context';
import { useTaskDeeds } from './deeds';
import { Section } from './Section';
import classes from './Task.module.css';
import { IDS } from './taskCommands';
import { TaskLink } from './TaskLink';

export function Subtasks() {
  const { task, company, may } = useHere();
  const [begun, setBegun] = useState(false);
  const list = useInfiniteQuery({
    ...companyTasksQuery(company.id, { parent: String(task.id), sort: 'position', limit: 100, expand: 'assignees' }),
    enabled: task.subtasks.total > 0 || begun,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  // A subtask has none of its own.
  const able = may.edit && task.parent_id === null;
  if (task.subtasks.total === 0 && rows.length === 0 && !begun) {
    if (!able) return null;
    return (
      <div>
        <Button
          id={IDS.subtask} size="compact-sm" variant="subtle" color="gray" fw={500} leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            setBegun(true);
            setTimeout(() => document.getElementById(IDS.subtask)?.focus(), 0);
          }}
        >
          {t('task.subtaskBegin')}
        </Button>
      </div>
    );
  }
  const { done, total } = task.subtasks;
  return (
    <Section title={t('task.subtasks')} count={`${formatNumber(done)} / ${formatNumber(total)}`}>
      <Progress value={total === 0 ? 0 : (100 * done) / total} size={4} mb={6} color={done === total ? 'teal' : undefined} aria-label={t('task.subtasksDone')} />
      <ul className={classes.rows}>{rows.map((row) => <Row key={row.id} row={row} />)}</ul>
      {list.hasNextPage && (
        <Button size="compact-sm" variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('common.more')}</Button>
      )}
      {able && <AddSubtask />}
    </Section>
  );
}

function Row({ row }: { row: Task }) {
  const { may } = useHere();
  const deeds = useTaskDeeds();
  return (
    <li className={classes.row} data-done={row.closed_at !== null || undefined}>
      <Checkbox
        className={classes.box} size="xs" checked={row.closed_at !== null} disabled={!may.edit} aria-label={row.title}
        onChange={(event) => deeds.setClosed(row, event.currentTarget.checked)}
      />
      <span className={classes.words}><TaskLink number={row.number} c="inherit" size="sm">{row.title}</TaskLink></span>
      <span className={classes.rowSide}>
        {row.due_on !== null && <DueDate due={row.due_on} closed={row.closed_at !== null} />}
        {row.expanded?.assignees?.slice(0, 3).map((person) => <Face key={person.id ?? person.name} person={person} size={20} named />)}
      </span>
    </li>
  );
}

function AddSubtask() {
  const { task } = useHere();
  const create = useCreateTask();
  const [title, setTitle] = useState('');
  const submit = () => {
    const wanted = title.trim();
    if (wanted === '') return;
    setTitle('');
    create.mutateAsync({ project: task.project_id, body: { title: wanted, parent_id: task.id } }).then(
      () => refreshTask(task),
      (error: unknown) => {
        toastFailure(t('board.notAdded', { title: wanted }), error);
        setTitle((now) => (now === '' ? wanted : now));
      },
    );
  };
  return (
    <div className={classes.row}>
      <ActionIcon size="sm" mt={4} aria-label={t('task.subtaskAdd')} onClick={submit}><IconPlus size={16} /></ActionIcon>
      <TextInput
        id={IDS.subtask} flex={1} variant="unstyled" size="xs" fz="sm" dir="auto" value={title} maxLength={500}
        aria-label={t('task.subtaskNew')} placeholder={t('task.subtaskNew')}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) submit();
        }}
      />
    </div>
  );
}
