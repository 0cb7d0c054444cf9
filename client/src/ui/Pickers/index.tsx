// Pickers for what a task has: people, labels, state, priority, goal, project. Each is a button that
// shows its children and opens a searchable list; DatePicker brings the calendar when it is opened.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { projectGoalsQuery, projectPeopleQuery } from '~/data/choices';
import { labelsQuery } from '~/data/companies';
import { projectsQuery, statesQuery } from '~/data/projects';
import { PRIORITIES, type Priority, type StateKind } from '~/data/tasks';
import { t } from '~/i18n';
import { Face } from '../Person';
import { PriorityIcon, StateIcon } from './marks';
import { Picker, type PickOption, type TriggerProps } from './Picker';
import classes from './Picker.module.css';

export { DatePicker } from './DatePicker';
export { LabelChip, PriorityIcon, StateIcon } from './marks';
export { Picker, type PickOption, type TriggerProps } from './Picker';

/** Reads its options from when it is first opened. */
function useOpened(): [boolean, () => void] {
  const [opened, setOpened] = useState(false);
  return [opened, () => setOpened(true)];
}

interface PersonPickerProps extends TriggerProps {
  project: number;
  /** Ids of who is chosen. */
  value: number[];
  /** The ids after one more tick. */
  onChange: (ids: number[], last: { id: number; on: boolean }) => void;
  /** Only one at a time: choosing another replaces. */
  single?: boolean;
  /** Clients see a project but are not given work, unless this is set. */
  clients?: boolean;
}

export function PersonPicker({ project, value, onChange, single = false, clients = false, ...trigger }: PersonPickerProps) {
  const [opened, open] = useOpened();
  const { data } = useQuery({ ...projectPeopleQuery(project), enabled: opened });
  const options = data
    ?.filter(({ person, role }) => person.id !== null && (clients || role !== 'client' || value.includes(person.id)))
    .map(({ person, role }): PickOption => ({
      value: String(person.id), label: person.name, left: <Face person={person} size={22} />,
      hint: role === 'client' ? t('common.role.client') : undefined,
    }));
  const toggle = (key: string, on: boolean) => {
    const id = Number(key);
    const others = single ? [] : value.filter((known) => known !== id);
    onChange(on ? [...others, id] : others, { id, on });
  };
  return (
    <Picker {...trigger} options={options} chosen={value.map(String)} multiple={!single} onOpen={open} onToggle={toggle} />
  );
}

interface LabelPickerProps extends TriggerProps {
  company: number;
  /** Names of the labels that are chosen. */
  value: string[];
  onChange: (names: string[], last: { name: string; on: boolean }) => void;
  /** Whether a new name may be made. */
  creatable?: boolean;
}

export function LabelPicker({ company, value, onChange, creatable = true, ...trigger }: LabelPickerProps) {
  const [opened, open] = useOpened();
  const { data } = useQuery({ ...labelsQuery(company), enabled: opened });
  const options = data?.map((label): PickOption => ({
    value: label.name, label: label.name,
    left: <span className={classes.dot} style={{ background: label.colour }} aria-hidden />,
  }));
  const change = (name: string, on: boolean) => {
    const others = value.filter((known) => known !== name);
    onChange(on ? [...others, name] : others, { name, on });
  };
  return (
    <Picker
      {...trigger} options={options} chosen={value} multiple onOpen={open} onToggle={change}
      onCreate={creatable ? (name) => change(name, true) : undefined} empty={t('editor.noLabels')}
    />
  );
}

interface StatePickerProps extends TriggerProps {
  project: number;
  value: number | null;
  onChange: (state: number, kind: StateKind) => void;
}

export function StatePicker({ project, value, onChange, ...trigger }: StatePickerProps) {
  const { data } = useQuery(statesQuery(project));
  const options = data?.map((state): PickOption => ({
    value: String(state.id), label: state.name, left: <StateIcon kind={state.kind} />,
  }));
  return (
    <Picker
      {...trigger} options={options} chosen={value === null ? [] : [String(value)]}
      onToggle={(key, on) => {
        const state = data?.find((known) => String(known.id) === key);
        if (on && state !== undefined) onChange(state.id, state.kind);
      }}
    />
  );
}

interface PriorityPickerProps extends TriggerProps {
  value: Priority | null;
  onChange: (priority: Priority) => void;
}

export function PriorityPicker({ value, onChange, ...trigger }: PriorityPickerProps) {
  const options = PRIORITIES.map((priority): PickOption => ({
    value: priority, label: t(`editor.priority_of_${priority}`), left: <PriorityIcon priority={priority} />,
  }));
  return (
    <Picker
      {...trigger} options={options} chosen={value === null ? [] : [value]}
      onToggle={(key) => {
        const chosen = PRIORITIES.find((priority) => priority === key);
        if (chosen !== undefined && chosen !== value) onChange(chosen);
      }}
    />
  );
}

interface GoalPickerProps extends TriggerProps {
  project: number;
  value: number | null;
  onChange: (goal: number | null) => void;
}

export function GoalPicker({ project, value, onChange, ...trigger }: GoalPickerProps) {
  const [opened, open] = useOpened();
  const { data } = useQuery({ ...projectGoalsQuery(project), enabled: opened });
  const options = data
    ?.filter((goal) => goal.closed_at === null || goal.id === value)
    .map((goal): PickOption => ({ value: String(goal.id), label: goal.title }));
  return (
    <Picker
      {...trigger} options={options} chosen={value === null ? [] : [String(value)]} onOpen={open}
      onToggle={(key, on) => onChange(on ? Number(key) : null)} empty={t('editor.noGoals')}
    />
  );
}

interface ProjectPickerProps extends TriggerProps {
  company: number;
  value: number | null;
  onChange: (project: number, name: string) => void;
}

/** Projects that are in use: not put away, not thrown away. */
export function ProjectPicker({ company, value, onChange, ...trigger }: ProjectPickerProps) {
  const { data } = useQuery(projectsQuery(company));
  const options = data
    ?.filter((project) => project.id === value || (project.archived_at === null && project.trashed_at === null))
    .map((project): PickOption => ({
      value: String(project.id), label: project.name,
      left: <span className={classes.dot} style={{ background: project.colour }} aria-hidden />,
    }));
  return (
    <Picker
      {...trigger} options={options} chosen={value === null ? [] : [String(value)]}
      onToggle={(key, on) => {
        const project = data?.find((known) => String(known.id) === key);
        if (on && project !== undefined) onChange(project.id, project.name);
      }}
    />
  );
}
