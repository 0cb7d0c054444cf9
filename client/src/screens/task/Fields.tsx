// What a task has besides its text: state, people, labels, priority, days, goal, parent, project.
import { Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { labelsQuery } from '~/data/companies';
import { statesQuery } from '~/data/projects';
import { projectTasksQuery, type Task, taskQuery } from '~/data/tasks';
import { formatDay, t } from '~/i18n';
import { DueDate } from '~/ui/DueDate';
import { Face } from '~/ui/Person';
import {
  DatePicker, GoalPicker, LabelChip, LabelPicker, PersonPicker, Picker, PriorityIcon, PriorityPicker, ProjectPicker,
  StateIcon, StatePicker,
} from '~/ui/Pickers';
import { useHere } from './context';
import { useTaskDeeds } from './deeds';
import classes from './Task.module.css';
import { IDS } from './taskCommands';
import { TaskLink } from './TaskLink';
import { useNames } from './useNames';
import { Watchers } from './Watchers';

export function Fields() {
  const { may } = useHere();
  return (
    <dl className={classes.fields}>
      <Field name={t('task.state')}><StateField /></Field>
      <Field name={t('task.assignees')}><PeopleField /></Field>
      <Field name={t('task.due')}><DueField /></Field>
      {may.staff && <Field name={t('task.start')}><StartField /></Field>}
      <Field name={t('task.priority')}><PriorityField /></Field>
      <Field name={t('task.labels')}><LabelsField /></Field>
      <Field name={t('task.goal')}><GoalField /></Field>
      {may.staff && <Field name={t('task.parent')}><ParentField /></Field>}
      {may.staff && <Field name={t('task.project')}><ProjectField /></Field>}
      <Field name={t('task.watchers')}><Watchers /></Field>
    </dl>
  );
}

function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function None({ words = t('common.none') }: { words?: string }) {
  return <Text span size="sm" c="dimmed">{words}</Text>;
}

function Plain({ children }: { children: ReactNode }) {
  return <span className={classes.plain}>{children}</span>;
}

function StateField() {
  const { task, may } = useHere();
  const { data: states } = useQuery(statesQuery(task.project_id));
  const { patch } = useTaskDeeds();
  const state = states?.find((each) => each.id === task.state) ?? task.expanded?.state;
  const shown = <><StateIcon kind={state?.kind} /><span className={classes.cut} dir="auto">{state?.name ?? '…'}</span></>;
  if (!may.edit) return <Plain>{shown}</Plain>;
  return (
    <StatePicker
      id={IDS.state} label={t('task.state')} project={task.project_id} value={task.state}
      onChange={(next, kind) =>
        patch.mutate({ task, patch: { state: next }, show: { closed_at: kind === 'done' ? new Date().toISOString() : null } })}
    >
      {shown}
    </StatePicker>
  );
}

function PeopleField() {
  const { task, may } = useHere();
  const { assign } = useTaskDeeds();
  const nameOf = useNames(task);
  const people = task.assignee_ids.map((id) => ({ id, person: nameOf(id) }));
  const shown = people.length === 0 ? <None words={t('common.nobody')} /> : (
    <span className={classes.value}>
      {people.map(({ id, person }) => (
        <span key={id} className={classes.value}>
          <Face person={person} size={22} /><span className={classes.cut} dir="auto">{person?.name ?? '…'}</span>
        </span>
      ))}
    </span>
  );
  if (!may.edit) return <Plain>{shown}</Plain>;
  return (
    <PersonPicker
      id={IDS.people} label={t('task.assignees')} project={task.project_id} value={task.assignee_ids}
      onChange={(_ids, { id, on }) => assign.mutate({ task, user: id, assigned: on, now: task.assignee_ids })}
    >
      {shown}
    </PersonPicker>
  );
}

function DueField() {
  const { task, may } = useHere();
  const { patch } = useTaskDeeds();
  const shown = task.due_on === null ? <None words={t('editor.noDate')} /> : <DueDate due={task.due_on} closed={task.closed_at !== null} />;
  if (!may.edit) return <Plain>{shown}</Plain>;
  return (
    <DatePicker
      id={IDS.due} label={t('task.due')} value={task.due_on} min={task.start_on ?? undefined}
      onChange={(due_on) => patch.mutate({ task, patch: { due_on } })}
    >
      {shown}
    </DatePicker>
  );
}

function StartField() {
  const { task, may } = useHere();
  const { patch } = useTaskDeeds();
  const shown = task.start_on === null ? <None words={t('editor.noDate')} /> : <Text span size="sm">{formatDay(task.start_on)}</Text>;
  if (!may.edit) return <Plain>{shown}</Plain>;
  return (
    <DatePicker label={t('task.start')} value={task.start_on} onChange={(start_on) => patch.mutate({ task, patch: { start_on } })}>
      {shown}
    </DatePicker>
  );
}

function PriorityField() {
  const { task, may } = useHere();
  const { patch } = useTaskDeeds();
  const shown = <><PriorityIcon priority={task.priority} />{t(`editor.priority_of_${task.priority}`)}</>;
  if (!may.edit) return <Plain>{shown}</Plain>;
  return (
    <PriorityPicker
      id={IDS.priority} label={t('task.priority')} value={task.priority}
      onChange={(priority) => patch.mutate({ task, patch: { priority } })}
    >
      {shown}
    </PriorityPicker>
  );
}

function LabelsField() {
  const { task, company, may } = useHere();
  const { patch } = useTaskDeeds();
  const { data: labels } = useQuery(labelsQuery(company.id));
  const colour = (name: string) => labels?.find((label) => label.name.toLowerCase() === name.toLowerCase())?.colour;
  const shown = task.labels.length === 0 ? <None /> : (
    <span className={classes.value}>{task.labels.map((name) => <LabelChip key={name} name={name} colour={colour(name)} />)}</span>
  );
  if (!may.edit) return <Plain>{shown}</Plain>;
  return (
    <LabelPicker
      id={IDS.labels} label={t('task.labels')} company={company.id} value={task.labels}
      onChange={(names) => patch.mutate({ task, patch: { labels: names } })}
    >
      {shown}
    </LabelPicker>
  );
}

function GoalField() {
  const { task, may } = useHere();
  const { patch } = useTaskDeeds();
  const goal = task.expanded?.goal;
  const title = task.goal_id === null ? null : goal?.id === task.goal_id ? goal.title : '…';
  const shown = title === null ? <None /> : <span className={classes.cut} dir="auto">{title}</span>;
  if (!may.edit) return <Plain>{shown}</Plain>;
  return (
    <GoalPicker
      label={t('task.goal')} project={task.project_id} value={task.goal_id}
      onChange={(goal_id) => patch.mutate({ task, patch: { goal_id } })}
    >
      {shown}
    </GoalPicker>
  );
}

function ParentField() {
  const { task, may } = useHere();
  const parent = useQuery({ ...taskQuery(task.parent_id ?? 0), enabled: task.parent_id !== null }).data?.value;
  const linked = parent !== undefined && task.parent_id !== null;
  return (
    <>
      {may.edit && task.subtasks.total === 0 && <ParentPicker task={task} parent={linked ? parent : null} />}
      {linked && <Plain><TaskLink number={parent.number} size="sm">{`#${parent.number} ${may.edit ? t('task.openIt') : parent.title}`}</TaskLink></Plain>}
      {task.subtasks.total > 0 && !linked && <Plain><None /></Plain>}
      {!may.edit && task.parent_id === null && <Plain><None /></Plain>}
    </>
  );
}

function ParentPicker({ task, parent }: { task: Task; parent: Task | null }) {
  const { company } = useHere();
  const { patch } = useTaskDeeds();
  const [opened, setOpened] = useState(false);
  const { data } = useInfiniteQuery({
    ...projectTasksQuery(company.id, task.project_id, { parent: 'none', closed: false, sort: '-updated_at', limit: 100 }),
    enabled: opened,
  });
  const options = data?.pages.flatMap((page) => page.items).filter((each) => each.id !== task.id)
    .map((each) => ({ value: String(each.id), label: each.title, words: `#${each.number}`, hint: `#${each.number}` }));
  return (
    <Picker
      label={t('task.parent')} options={options} chosen={task.parent_id === null ? [] : [String(task.parent_id)]}
      onOpen={() => setOpened(true)}
      onToggle={(id, on) => patch.mutate({ task, patch: { parent_id: on ? Number(id) : null } })}
    >
      {parent === null ? <None /> : <span className={classes.cut} dir="auto" title={parent.title}>{parent.title}</span>}
    </Picker>
  );
}

function ProjectField() {
  const { task, company, project, may } = useHere();
  const deeds = useTaskDeeds();
  const shown = project === undefined ? <None words="…" /> : (
    <>
      <span className={classes.dot} style={{ background: project.colour }} aria-hidden />
      <span className={classes.cut} dir="auto">{project.name}</span>
    </>
  );
  if (!may.edit || task.parent_id !== null) return <Plain>{shown}</Plain>;
  return (
    <ProjectPicker
      label={t('task.project')} company={company.id} value={task.project_id}
      onChange={(id, name) => deeds.move(task, id, name)}
    >
      {shown}
    </ProjectPicker>
  );
}
