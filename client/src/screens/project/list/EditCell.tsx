// A cell that is being changed: its picker, opened at once.
import { useEffect, useId } from 'react';
import type { Task } from '~/data/tasks';
import { DatePicker, GoalPicker, LabelPicker, PersonPicker, PriorityPicker, StatePicker } from '~/ui/Pickers';
import { columnName, shown } from './Cells';
import classes from './List.module.css';
import { useListRoom } from './room';
import type { Column } from './search';

export function EditCell({ task, column, col }: { task: Task; column: Column; col: number }) {
  const room = useListRoom();
  const id = useId();
  useEffect(() => {
    const button = document.getElementById(id);
    button?.setAttribute('data-col', String(col));
    button?.focus();
    button?.click();
  }, [id, col]);
  const trigger = { id, label: columnName(column), className: classes.value, children: shown(task, column, room) };
  const { patch, project, company } = room;
  switch (column) {
    case 'state':
      return <StatePicker {...trigger} project={project} value={task.state} onChange={(state) => patch(task, { state })} />;
    case 'assignees':
      return <PersonPicker {...trigger} project={project} value={task.assignee_ids} onChange={(assignee_ids) => patch(task, { assignee_ids })} />;
    case 'due_on':
      return <DatePicker {...trigger} value={task.due_on} min={task.start_on ?? undefined} onChange={(due_on) => patch(task, { due_on })} />;
    case 'start_on':
      return <DatePicker {...trigger} value={task.start_on} onChange={(start_on) => patch(task, { start_on })} />;
    case 'priority':
      return <PriorityPicker {...trigger} value={task.priority} onChange={(priority) => patch(task, { priority })} />;
    case 'labels':
      return <LabelPicker {...trigger} company={company.id} value={task.labels} onChange={(labels) => patch(task, { labels })} />;
    case 'goal':
      return <GoalPicker {...trigger} project={project} value={task.goal_id} onChange={(goal_id) => patch(task, { goal_id })} />;
    case 'updated_at':
      return <span className={classes.value}>{trigger.children}</span>;
  }
}
