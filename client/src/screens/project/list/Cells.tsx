// What a cell shows. Pressing it opens it for a change.
import type { ReactNode } from 'react';
import type { Task } from '~/data/tasks';
import { formatDay, formatDayLong, formatDayNear, t, today } from '~/i18n';
import { dueState } from '~/ui/DueDate';
import due from '~/ui/DueDate.module.css';
import { LabelChip, PriorityIcon, StateIcon } from '~/ui/Pickers/marks';
import { Time } from '~/ui/Time';
import { MiniFace } from '../tasks/MiniFace';
import classes from './List.module.css';
import { type ListRoom, useListRoom } from './room';
import type { Column } from './search';

export function Due({ on, closed }: { on: string; closed: boolean }) {
  const now = today();
  const state = dueState(on, closed, now);
  return (
    <span className={due.due} data-state={state} title={formatDayLong(on)}>
      <time dateTime={on}>{formatDayNear(on, now)}</time>
      {state === 'late' && <span className={due.late}>{t('common.late')}</span>}
    </span>
  );
}

export function columnName(column: Column): string {
  return t(`list.column_${column}`);
}

/** The value of a cell, as it is shown. Null where there is none. */
export function shown(task: Task, column: Column, room: ListRoom): ReactNode {
  switch (column) {
    case 'state': {
      const state = room.states.get(task.state);
      return state && <><StateIcon kind={state.kind} /><span className={classes.cut} dir="auto">{state.name}</span></>;
    }
    case 'assignees': {
      const people = task.assignee_ids.map((id) => room.people.get(id)).filter((person) => person !== undefined);
      if (people.length === 0) return null;
      return (
        <>
          <span className={classes.faces} aria-hidden>
            {people.slice(0, 3).map((person) => <MiniFace key={person.name} name={person.name} picture={person.avatar_url} />)}
          </span>
          <span className={classes.cut} dir="auto">{people.length === 1 ? people[0]?.name : people.map((p) => p.name.split(' ')[0]).join(', ')}</span>
        </>
      );
    }
    case 'due_on': return task.due_on && <Due on={task.due_on} closed={task.closed_at !== null} />;
    case 'start_on': return task.start_on && <span title={formatDayLong(task.start_on)}>{formatDay(task.start_on)}</span>;
    case 'priority':
      return task.priority === 'none' ? null : <><PriorityIcon priority={task.priority} /><span>{t(`editor.priority_of_${task.priority}`)}</span></>;
    case 'labels':
      return task.labels.length === 0 ? null
        : task.labels.slice(0, 3).map((name) => <LabelChip key={name} name={name} colour={room.colours.get(name)} />);
    case 'goal': return task.goal_id === null ? null : <span className={classes.cut} dir="auto">{room.goals.get(task.goal_id)}</span>;
    case 'updated_at': return <Time at={task.updated_at} />;
  }
}

export function Value({ task, column, col }: { task: Task; column: Column; col: number }) {
  const room = useListRoom();
  const value = shown(task, column, room);
  if (!room.editable || column === 'updated_at') return <span className={classes.value} data-col={col} tabIndex={-1}>{value}</span>;
  return (
    <button type="button" className={classes.value} data-col={col} tabIndex={-1} aria-haspopup="true"
      onClick={() => room.edit({ id: task.id, field: column })}>
      <span className={classes.hidden}>{columnName(column)}: {value === null ? t('common.none') : ''}</span>
      {value}
    </button>
  );
}
