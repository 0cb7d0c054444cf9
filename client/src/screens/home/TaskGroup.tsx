// A heading and the tasks under it: tick them, move their day, open them.
import { Checkbox, Text, Title } from '@mantine/core';
import { IconCalendarDue } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { Task } from '~/data/tasks';
import { formatNumber, t } from '~/i18n';
import { type TaskDeeds, useTaskDeeds } from '~/screens/task/deeds';
import { DueDate } from '~/ui/DueDate';
import { Face } from '~/ui/Person';
import { DatePicker, PriorityIcon, StateIcon } from '~/ui/Pickers';
import type { When } from './groups';
import classes from './Home.module.css';

interface TaskGroupProps {
  name: string;
  hint?: string;
  tone: When | 'review';
  tasks: Task[];
}

export function TaskGroup({ name, hint, tone, tasks }: TaskGroupProps) {
  const id = useId();
  const deeds = useTaskDeeds();
  return (
    <section className={classes.group} aria-labelledby={id}>
      <Title order={2} size="sm" id={id} className={classes.groupName} data-tone={tone}>
        {name} <Text span size="xs" c="dimmed" fw={400}>{formatNumber(tasks.length)}</Text>
      </Title>
      {hint !== undefined && <Text size="xs" c="dimmed" mb={4}>{hint}</Text>}
      <ul className={classes.rows}>
        {tasks.map((task) => <TaskRow key={task.id} task={task} deeds={deeds} review={tone === 'review'} />)}
      </ul>
    </section>
  );
}

function TaskRow({ task, deeds, review }: { task: Task; deeds: TaskDeeds; review: boolean }) {
  const { state, project, assignees } = task.expanded ?? {};
  return (
    <li className={classes.row}>
      {review ? <span className={classes.mark}><StateIcon kind="review" size={18} /></span> : (
        <Checkbox
          className={classes.mark} radius="xl" checked={task.closed_at !== null} aria-label={t('home.tick', { title: task.title })}
          onChange={(event) => deeds.setClosed(task, event.currentTarget.checked)}
        />
      )}
      <Link to="." search={(before) => ({ ...before, task: task.number })} className={classes.title} data-row data-task-number={task.number} dir="auto">
        {task.title}
      </Link>
      <span className={classes.side}>
        {(task.priority === 'high' || task.priority === 'urgent') && <PriorityIcon priority={task.priority} named />}
        {review
          ? assignees?.slice(0, 3).map((person) => <Face key={person.id ?? person.name} person={person} size={22} named />)
          : (
            <DatePicker
              label={t('home.dueOf', { title: task.title })} value={task.due_on} min={task.start_on ?? undefined}
              onChange={(due) => deeds.setDue(task, due, task.due_on)}
            >
              {task.due_on === null ? <IconCalendarDue size={16} className={classes.noDate} aria-label={t('editor.noDate')} /> : <DueDate due={task.due_on} />}
            </DatePicker>
          )}
      </span>
      <span className={classes.about}>
        {project !== undefined && (
          <>
            <span className={classes.dot} style={{ background: project.colour }} aria-hidden />
            <span className={classes.cut} dir="auto">{project.name}</span>
          </>
        )}
        {state !== undefined && <span className={classes.cut}>· <bdi>{state.name}</bdi></span>}
        {task.checklist.total > 0 && <span>· {formatNumber(task.checklist.done)}/{formatNumber(task.checklist.total)}</span>}
      </span>
    </li>
  );
}

