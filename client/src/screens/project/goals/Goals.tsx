// What the project shall reach, and how far it is.
import { ActionIcon, Button, Group, Menu, Paper, Progress, Stack, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCheck, IconDots, IconPencil, IconPlus, IconRotate, IconTarget, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Goal, projectGoalsQuery, useCloseGoal, useEditGoal, useRestoreGoal, useTrashGoal } from '~/data/goals';
import { useCompany, useProject, useProjectId } from '~/hooks';
import { t } from '~/i18n';
import { announce } from '~/shell/announcer';
import { DueDate } from '~/ui/DueDate';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Markdown } from '~/ui/Markdown';
import { Rows } from '~/ui/PageSkeleton';
import { DANGER } from '~/ui/danger';
import { toastFailure, toastUndoable } from '~/ui/toast';
import { useMayWork } from '../useMayWork';
import { View } from '../View';
import { GoalDialog } from './GoalDialog';
import classes from './Goals.module.css';

export function Goals() {
  const project = useProjectId();
  const mayWork = useMayWork();
  const { data, error, refetch } = useQuery(projectGoalsQuery(project));
  const [asked, setAsked] = useState<Goal | 'new' | null>(null);
  const open = data?.filter((goal) => goal.closed_at === null) ?? [];
  const closed = data?.filter((goal) => goal.closed_at !== null) ?? [];
  const add = mayWork && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked('new')}>{t('goals.add')}</Button>
  );
  return (
    <View title={t('project.goals')} actions={open.length > 0 && add} width={820}>
      {data === undefined && error === null && <Rows count={4} height={96} />}
      {data === undefined && error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data !== undefined && open.length === 0 && (
        <Empty icon={IconTarget} title={t('goals.emptyTitle')} text={t('goals.emptyText')} action={add} />
      )}
      <Stack component="ol" className={classes.list} gap="sm">
        {open.map((goal, at) => (
          <GoalCard key={goal.id} goal={goal} goals={open} at={at} onEdit={() => setAsked(goal)} mayWork={mayWork} />
        ))}
      </Stack>
      {closed.length > 0 && (
        <>
          <Title order={2} mt="xl" mb="sm">{t('goals.closed')}</Title>
          <Stack component="ul" className={classes.list} gap="sm">
            {closed.map((goal) => (
              <GoalCard key={goal.id} goal={goal} goals={[]} at={0} onEdit={() => setAsked(goal)} mayWork={mayWork} />
            ))}
          </Stack>
        </>
      )}
      <GoalDialog asked={asked} project={project} onClose={() => setAsked(null)} />
    </View>
  );
}

interface GoalCardProps {
  goal: Goal;
  goals: Goal[];
  at: number;
  mayWork: boolean;
  onEdit: () => void;
}

function GoalCard({ goal, goals, at, mayWork, onEdit }: GoalCardProps) {
  const { company } = useCompany();
  const slug = useProject()?.slug ?? '';
  const done = goal.total_tasks - goal.open_tasks;
  const percent = goal.total_tasks === 0 ? 0 : Math.round((done / goal.total_tasks) * 100);
  return (
    <Paper component="li" p="md" className={classes.goal} data-closed={goal.closed_at !== null || undefined}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div className={classes.text}>
          <Title order={2} size="h3" dir="auto">{goal.title}</Title>
          {goal.due_on !== null && <DueDate due={goal.due_on} closed={goal.closed_at !== null} />}
        </div>
        {mayWork && <GoalMenu goal={goal} goals={goals} at={at} onEdit={onEdit} />}
      </Group>
      {goal.notes_html !== '' && <div className={classes.notes}><Markdown html={goal.notes_html} /></div>}
      <Group gap="sm" mt="xs" wrap="nowrap">
        <Progress flex={1} value={percent} size="md" radius="xl" color={goal.closed_at === null ? undefined : 'teal'}
          aria-label={t('goals.progressOf', { title: goal.title })} />
        <Link
          to="/c/$company/p/$project/list" params={{ company: company.slug, project: slug }} className={classes.count}
          search={{ goal: [String(goal.id)], show: 'all' }}
        >
          {goal.total_tasks === 0 ? t('goals.noTasks') : t('goals.progress', { done, count: goal.total_tasks })}
        </Link>
      </Group>
    </Paper>
  );
}

function GoalMenu({ goal, goals, at, onEdit }: Omit<GoalCardProps, 'mayWork'>) {
  const project = goal.project_id;
  const { mutate: edit } = useEditGoal(project);
  // As promises: the card goes elsewhere, and callbacks of a mutation end with what asked for it.
  const { mutateAsync: close } = useCloseGoal(project);
  const { mutateAsync: trash } = useTrashGoal(project);
  const { mutateAsync: restore } = useRestoreGoal(project);
  const failed = (error: Error) => toastFailure(t('goals.notChanged'), error);
  const move = (step: -1 | 1) => {
    const others = goals.filter((other) => other.id !== goal.id);
    edit({ goal: goal.id, after: others[at + step - 1]?.id ?? null }, {
      onSuccess: () => announce(t('goals.moved', { title: goal.title, at: at + step + 1, count: goals.length })),
      onError: failed,
    });
  };
  const closed = goal.closed_at !== null;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon className={classes.touch} aria-label={t('goals.menu', { title: goal.title })}><IconDots size={18} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>{t('common.edit')}</Menu.Item>
        {!closed && (
          <>
            <Menu.Item leftSection={<IconArrowUp size={16} />} disabled={at === 0} onClick={() => move(-1)}>{t('goals.up')}</Menu.Item>
            <Menu.Item leftSection={<IconArrowDown size={16} />} disabled={at === goals.length - 1} onClick={() => move(1)}>{t('goals.down')}</Menu.Item>
          </>
        )}
        <Menu.Item
          leftSection={closed ? <IconRotate size={16} /> : <IconCheck size={16} />}
          onClick={() => void close({ goal: goal.id, closed: !closed }).then(
            () => toastUndoable(t(closed ? 'goals.reopened' : 'goals.reached', { title: goal.title }), () =>
              void close({ goal: goal.id, closed }).catch(failed)),
            failed,
          )}
        >
          {t(closed ? 'goals.reopen' : 'goals.close')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color={DANGER} leftSection={<IconTrash size={16} />}
          onClick={() => void trash({ goal: goal.id }).then(
            () => toastUndoable(t('goals.trashed', { title: goal.title }), () => void restore({ goal: goal.id }).catch(failed)),
            failed,
          )}
        >
          {t('goals.trash')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
