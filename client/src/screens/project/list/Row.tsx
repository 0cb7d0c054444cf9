// A task as a row: plain until a cell is opened for a change.
import { Table, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { Task } from '~/data/tasks';
import { t } from '~/i18n';
import { PriorityIcon, StateIcon } from '~/ui/Pickers/marks';
import { Due, Value } from './Cells';
import { EditCell } from './EditCell';
import classes from './List.module.css';
import { type Editing, useListRoom } from './room';

interface RowProps {
  task: Task;
  /** Its place among all rows, for the keyboard. */
  at: number;
  selected: boolean;
  /** The cell of this row that is being changed. */
  editing: Editing['field'] | null;
}

export const Row = memo(function Row({ task, at, selected, editing }: RowProps) {
  const room = useListRoom();
  const { columns, editable } = room;
  return (
    <Table.Tr data-row={at} data-id={task.id} aria-selected={editable ? selected : undefined}
      data-closed={task.closed_at !== null || undefined} className={classes.row}>
      {editable && (
        <Table.Td className={classes.check}>
          <input
            type="checkbox" checked={selected} data-col={0} tabIndex={-1} aria-label={t('board.select', { title: task.title })}
            onChange={() => undefined} onClick={(event) => room.choose(task.id, event.shiftKey)}
          />
        </Table.Td>
      )}
      <Table.Td className={classes.titleCell}>
        {editing === 'title' ? <TitleEditor task={task} /> : <Title task={task} />}
      </Table.Td>
      {columns.map((column, index) => (
        <Table.Td key={column} className={classes.wide}>
          {editing === column
            ? <EditCell task={task} column={column} col={index + 2} />
            : <Value task={task} column={column} col={index + 2} />}
        </Table.Td>
      ))}
    </Table.Tr>
  );
});

function Title({ task }: { task: Task }) {
  const room = useListRoom();
  const state = room.states.get(task.state);
  return (
    <div className={classes.title}>
      <span className={classes.number}>#{task.number}</span>
      <a
        href={`/c/${room.company.slug}/tasks/${task.number}`} className={classes.link} dir="auto" data-col={1} tabIndex={-1}
        data-task-number={task.number} title={task.title.length > 70 ? task.title : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          room.open(task.number);
        }}
      >
        {task.title}
      </a>
      {room.editable && (
        <button type="button" className={classes.pencil} tabIndex={-1} aria-label={t('list.rename', { title: task.title })}
          onClick={() => room.edit({ id: task.id, field: 'title' })}>
          <IconPencil size={14} aria-hidden />
        </button>
      )}
      <span className={classes.meta}>
        {state !== undefined && <span className={classes.inline}><StateIcon kind={state.kind} size={14} /><bdi>{state.name}</bdi></span>}
        {task.due_on !== null && <Due on={task.due_on} closed={task.closed_at !== null} />}
        {task.priority !== 'none' && <PriorityIcon priority={task.priority} named />}
        <bdi>{task.assignee_ids.map((id) => room.people.get(id)?.name).filter((name) => name !== undefined).join(', ')}</bdi>
      </span>
    </div>
  );
}

function TitleEditor({ task }: { task: Task }) {
  const room = useListRoom();
  const refused = room.refused(task.id);
  const [title, setTitle] = useState(refused ?? task.title);
  const save = () => {
    const wanted = title.replace(/\s+/g, ' ').trim();
    if (wanted !== '' && wanted !== task.title) room.rename(task, wanted);
    else room.drop(task.id);
    room.edit(null);
  };
  return (
    <TextInput
      value={title} size="xs" maxLength={200} autoFocus error={refused !== undefined} dir="auto" aria-label={t('list.titleOf', { number: String(task.number) })} data-col={1}
      onChange={(event) => setTitle(event.currentTarget.value)} onBlur={save}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') {
          event.preventDefault();
          save();
        }
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          room.drop(task.id);
          setTitle(task.title);
          room.edit(null);
        }
      }}
    />
  );
}
