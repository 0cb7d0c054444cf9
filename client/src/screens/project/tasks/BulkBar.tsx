// What can be done with several chosen tasks at once, at the foot of the board or list.
import { ActionIcon, Button, CloseButton, Group, Menu, Text } from '@mantine/core';
import { IconArchive, IconCalendar, IconCheck, IconDots, IconRotate, IconTrash } from '@tabler/icons-react';
import { type ReactElement, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { BoardState } from '~/data/board';
import { type FieldChanges, useChangeTasks, useReverse } from '~/data/taskChanges';
import { t } from '~/i18n';
import { announce } from '~/shell/announcer';
import { ConfirmDialog } from '~/ui/Confirm';
import { DatePicker, GoalPicker, LabelPicker, PersonPicker, Picker, PriorityPicker, StateIcon, type TriggerProps } from '~/ui/Pickers';
import { DANGER } from '~/ui/danger';
import { toast, toastFailure, toastUndoable } from '~/ui/toast';
import classes from './BulkBar.module.css';
import { LazyMenu, LazyPicker, Once } from './Lazy';

interface BulkBarProps {
  ids: number[];
  company: number;
  project: number;
  states: BoardState[];
  onClear: () => void;
}

/** Does a change of many, says what came of it, and can undo it as a whole. */
export function useBulk(company: number) {
  const change = useChangeTasks();
  const reverse = useReverse();
  // Promises, for the outcome is told even when the screen has been left.
  const undo = (events: number[]) => void reverse.mutateAsync({ company, events }).then(
    (stayed) => toast(
      stayed.length === 0 ? t('board.undone') : t('project.undonePart', { count: stayed.length, why: stayed[0]?.message ?? '' }),
    ),
    (error: unknown) => toastFailure(t('board.notUndone'), error),
  );
  const run = (ids: number[], changes: FieldChanges) => void change.mutateAsync({ company, ids, changes }).then(
    ({ events, changed, refused }) => {
      const said = [
        t('project.bulkDone', { count: changed }),
        refused.length > 0 ? t('project.bulkRefused', { count: refused.length, why: refused[0]?.message ?? '' }) : '',
      ].join(' ').trim();
      if (events.length === 0) toast(said);
      else toastUndoable(said, () => undo(events));
    },
    (error: unknown) => toastFailure(t('project.bulkFailed'), error),
  );
  return { run, busy: change.isPending };
}

export function BulkBar(props: BulkBarProps) {
  const count = props.ids.length;
  useEffect(() => {
    if (count > 0) announce(t('project.chosen', { count }));
  }, [count]);
  if (count === 0) return null;
  return createPortal(<Bar {...props} />, document.body);
}

function Bar({ ids, company, project, states, onClear }: BulkBarProps) {
  const { run, busy } = useBulk(company);
  const [trashing, setTrashing] = useState(false);
  const set = (changes: FieldChanges) => run(ids, changes);
  return (
    <section className={classes.bar} data-bulk aria-label={t('project.bulk')} aria-busy={busy}>
      <Text size="sm" fw={600} className={classes.count}>{t('project.chosen', { count: ids.length })}</Text>
      <div className={classes.tools}>
        <Tool name={t('project.state')} disabled={busy} picker={(trigger) => (
          <Picker
            {...trigger} chosen={[]} onToggle={(value) => set({ state: Number(value) })}
            options={states.map((state) => ({ value: String(state.id), label: state.name, left: <StateIcon kind={state.kind} /> }))}
          />
        )} />
        <Tool name={t('project.assignee')} disabled={busy} picker={(trigger) => (
          <PersonPicker {...trigger} project={project} value={[]} onChange={(_all, { id }) => set({ assignees: { set: null, add: [id], remove: [] } })} />
        )} />
        <Tool name={t('project.label')} disabled={busy} picker={(trigger) => (
          <LabelPicker {...trigger} company={company} value={[]} onChange={(_all, { name }) => set({ labels: { set: null, add: [name], remove: [] } })} />
        )} />
        <Tool name={t('project.priority')} disabled={busy} picker={(trigger) => (
          <PriorityPicker {...trigger} value={null} onChange={(priority) => set({ priority })} />
        )} />
        <Tool name={t('project.due')} disabled={busy} picker={(trigger) => (
          <DatePicker {...trigger} value={null} onChange={(due_on) => set({ due_on })} />
        )} />
        <Tool name={t('project.goal')} disabled={busy} picker={(trigger) => (
          <GoalPicker {...trigger} project={project} value={null} onChange={(goal_id) => set({ goal_id })} />
        )} />
        <More set={set} busy={busy} onTrash={() => setTrashing(true)} />
      </div>
      <CloseButton aria-label={t('project.chooseNone')} title={t('project.chooseNone')} onClick={onClear} className={classes.touch} />
      <Once when={trashing}>
        <ConfirmDialog
        opened={trashing} onClose={() => setTrashing(false)} danger title={t('project.trashTitle')} verb={t('board.trash')}
        text={t('project.trashText', { count: ids.length })}
        onConfirm={() => {
          setTrashing(false);
          set({ trashed: true });
          onClear();
        }}
        />
      </Once>
    </section>
  );
}

interface ToolProps {
  name: string;
  disabled: boolean;
  picker: (trigger: TriggerProps & { id: string }) => ReactElement;
}

function Tool({ name, disabled, picker }: ToolProps) {
  return (
    <LazyPicker className={classes.tool} disabled={disabled}
      picker={(id) => picker({ id, label: name, disabled, className: classes.tool, children: name })}>
      {name}
    </LazyPicker>
  );
}

function More({ set, busy, onTrash }: { set: (changes: FieldChanges) => void; busy: boolean; onTrash: () => void }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Button size="compact-sm" variant="light" className={classes.touch} loading={busy} leftSection={<IconCheck size={14} aria-hidden />}
        onClick={() => set({ closed: true })}>
        {t('board.close')}
      </Button>
      <LazyMenu position="top-end" button={(trigger) => (
        <ActionIcon {...trigger} size={28} className={classes.touch} aria-label={t('project.bulkMore')}><IconDots size={16} /></ActionIcon>
      )}>
          <Menu.Item leftSection={<IconRotate size={16} />} onClick={() => set({ closed: false })}>{t('board.reopen')}</Menu.Item>
          <Menu.Item leftSection={<IconCalendar size={16} />} onClick={() => set({ shift_due_days: 1 })}>{t('project.shiftDay')}</Menu.Item>
          <Menu.Item leftSection={<IconCalendar size={16} />} onClick={() => set({ shift_due_days: 7 })}>{t('project.shiftWeek')}</Menu.Item>
          <Menu.Item leftSection={<IconCalendar size={16} />} onClick={() => set({ due_on: null })}>{t('project.dropDue')}</Menu.Item>
          <Menu.Item onClick={() => set({ assignees: { set: [], add: [], remove: [] } })}>{t('project.dropPeople')}</Menu.Item>
          <Menu.Item onClick={() => set({ labels: { set: [], add: [], remove: [] } })}>{t('project.dropLabels')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => set({ archived: true })}>{t('board.archive')}</Menu.Item>
          <Menu.Item color={DANGER} leftSection={<IconTrash size={16} />} onClick={onTrash}>{t('board.trash')}</Menu.Item>
      </LazyMenu>
    </Group>
  );
}
