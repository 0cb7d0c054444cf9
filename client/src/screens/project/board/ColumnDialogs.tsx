// Naming, adding and removing columns.
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { BoardState } from '~/data/board';
import { KINDS, type StateKind, useCreateState, useEditState, useRemoveState } from '~/data/states';
import { t } from '~/i18n';
import { useDirty } from '~/shell/dirty';
import { inWords } from '~/ui/Failure';
import { toast } from '~/ui/toast';

/** Which dialog is open. */
export type ColumnAsk =
  | { kind: 'add'; after: number | null }
  | { kind: 'rename'; state: BoardState }
  | { kind: 'remove'; state: BoardState; tasks: number };

interface ColumnDialogsProps {
  ask: ColumnAsk | null;
  project: number;
  states: BoardState[];
  onClose: () => void;
}

export function ColumnDialogs({ ask, project, states, onClose }: ColumnDialogsProps) {
  const title = ask === null ? '' : t(
    ask.kind === 'add' ? 'board.newColumn' : ask.kind === 'rename' ? 'board.renameColumn' : 'board.removeColumn',
  );
  return (
    <Modal opened={ask !== null} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {ask?.kind === 'add' && <AddColumn project={project} after={ask.after} onClose={onClose} />}
      {ask?.kind === 'rename' && <RenameColumn project={project} state={ask.state} onClose={onClose} />}
      {ask?.kind === 'remove' && (
        <RemoveColumn project={project} state={ask.state} tasks={ask.tasks} states={states} onClose={onClose} />
      )}
    </Modal>
  );
}

interface FormProps {
  children: ReactNode;
  error: unknown;
  verb: string;
  busy: boolean;
  disabled?: boolean;
  danger?: boolean;
  onSubmit: () => void;
  onClose: () => void;
}

function Form({ children, error, verb, busy, disabled = false, danger = false, onSubmit, onClose }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!disabled) onSubmit();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {children}
        {error != null && <Text c="red" size="sm" role="alert">{inWords(error)}</Text>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" loading={busy} disabled={disabled} color={danger ? 'red' : undefined}>{verb}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function AddColumn({ project, after, onClose }: { project: number; after: number | null; onClose: () => void }) {
  const create = useCreateState(project);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<StateKind>('doing');
  useDirty(name !== '');
  const submit = () => create.mutate({ name: name.trim(), kind, after }, {
    onSuccess: () => {
      toast(t('board.columnAdded', { name: name.trim() }));
      onClose();
    },
  });
  return (
    <Form error={create.error} verb={t('common.add')} busy={create.isPending} disabled={name.trim() === ''}
      onSubmit={submit} onClose={onClose}>
      <TextInput label={t('board.columnName')} value={name} maxLength={60} dir="auto" data-autofocus
        onChange={(event) => setName(event.currentTarget.value)} />
      <NativeSelect
        label={t('board.columnKind')} description={t('board.columnKindText')} value={kind}
        data={KINDS.map((value) => ({ value, label: t(`board.kind_of_${value}`) }))}
        onChange={(event) => setKind(KINDS.find((known) => known === event.currentTarget.value) ?? 'doing')}
      />
    </Form>
  );
}

function RenameColumn({ project, state, onClose }: { project: number; state: BoardState; onClose: () => void }) {
  const edit = useEditState(project);
  const [name, setName] = useState(state.name);
  useDirty(name !== state.name);
  const submit = () => edit.mutate({ state: state.id, name: name.trim() }, { onSuccess: onClose });
  return (
    <Form error={edit.error} verb={t('common.save')} busy={edit.isPending} disabled={name.trim() === ''}
      onSubmit={submit} onClose={onClose}>
      <TextInput label={t('board.columnName')} value={name} maxLength={60} dir="auto" data-autofocus
        onChange={(event) => setName(event.currentTarget.value)} />
    </Form>
  );
}

interface RemoveColumnProps {
  project: number;
  state: BoardState;
  tasks: number;
  states: BoardState[];
  onClose: () => void;
}

function RemoveColumn({ project, state, tasks, states, onClose }: RemoveColumnProps) {
  const remove = useRemoveState(project);
  // Tasks stay open or closed: a closing column gives them to another closing one.
  const closes = state.kind === 'done';
  const others = states.filter((other) => other.id !== state.id && (other.kind === 'done') === closes);
  const [to, setTo] = useState(others[0]?.id ?? 0);
  const submit = () => remove.mutate({ state: state.id, to }, {
    onSuccess: () => {
      toast(t('board.columnRemoved', { name: state.name }));
      onClose();
    },
  });
  return (
    <Form error={remove.error} verb={t('common.delete')} busy={remove.isPending} danger
      disabled={others.length === 0} onSubmit={submit} onClose={onClose}>
      {others.length === 0
        ? <Text size="sm">{t(closes ? 'board.lastDone' : 'board.lastOpen', { name: state.name })}</Text>
        : (
          <>
            <Text size="sm">{t('board.removeText', { name: state.name, count: tasks })}</Text>
            <NativeSelect
              label={t('board.tasksGoTo')} value={String(to)} data-autofocus
              data={others.map((other) => ({ value: String(other.id), label: other.name }))}
              onChange={(event) => setTo(Number(event.currentTarget.value))}
            />
          </>
        )}
    </Form>
  );
}
