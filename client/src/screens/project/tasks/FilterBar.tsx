// What a view is narrowed to: words, people, labels, goals, priority, dates. It lives in the address.
import { Button, CloseButton, Group, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter, IconSearch, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo, type ReactNode, useEffect, useRef, useState } from 'react';
import { projectGoalsQuery, projectPeopleQuery } from '~/data/choices';
import { labelsQuery } from '~/data/companies';
import { PRIORITIES } from '~/data/tasks';
import { t } from '~/i18n';
import { Face } from '~/ui/Person';
import { Picker, type PickOption, PriorityIcon } from '~/ui/Pickers';
import { countFilters, DUES, NO_FILTER, type TaskFilter } from './filter';
import classes from './FilterBar.module.css';
import { LazyPicker } from './Lazy';

interface FilterBarProps {
  project: number;
  company: number;
  filter: TaskFilter;
  onChange: (change: TaskFilter) => void;
  /** More at the end: lanes, columns. */
  children?: ReactNode;
}

export function FilterBar({ project, company, filter, onChange, children }: FilterBarProps) {
  const [opened, setOpened] = useState(false);
  const count = countFilters(filter);
  const rest = count - (filter.q === undefined ? 0 : 1);
  return (
    <div className={classes.bar} role="search" aria-label={t('project.filter')}>
      <Words value={filter.q ?? ''} onChange={(q) => onChange({ q: q === '' ? undefined : q })} />
      <Button
        className={classes.more} variant={rest > 0 ? 'light' : 'default'} size="xs" aria-expanded={opened} data-active={rest > 0 || undefined}
        leftSection={<IconFilter size={16} aria-hidden />} onClick={() => setOpened(!opened)}
      >
        {rest > 0 ? t('project.filters', { count: rest }) : t('project.filter')}
      </Button>
      <div className={classes.chips} data-opened={opened || undefined}>
        <button type="button" className={classes.chip} aria-pressed={filter.mine ?? false}
          onClick={() => onChange({ mine: filter.mine ? undefined : true })}>
          <IconUser size={14} aria-hidden />
          {t('project.mine')}
        </button>
        <Chips project={project} company={company} filter={filter} onChange={onChange} />
        {count > 0 && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onChange(NO_FILTER)}>{t('project.clear')}</Button>
        )}
      </div>
      <Group gap="xs" ml="auto" wrap="nowrap" className={classes.end}>{children}</Group>
    </div>
  );
}

/** The id by which keys of the screen find the field. */
export const WORDS_ID = 'filter-words';

function Words({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  // What comes back from the address must not take away a space that was typed meanwhile.
  const told = useRef(value);
  const tell = useDebouncedCallback((words: string) => {
    told.current = words;
    onChange(words);
  }, 200);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  return (
    <TextInput
      id={WORDS_ID} className={classes.words} value={text} size="xs" maxLength={200}
      aria-label={t('project.filterWords')} placeholder={t('project.filterWords')}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={text !== '' && (
        <CloseButton size="sm" aria-label={t('project.clearWords')} onClick={() => {
          setText('');
          tell.cancel();
          told.current = '';
          onChange('');
        }} />
      )}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
    />
  );
}

const Chips = memo(function Chips({ project, company, filter, onChange }: Pick<FilterBarProps, 'project' | 'company' | 'filter' | 'onChange'>) {
  const none: PickOption = { value: 'none', label: t('common.nobody') };
  const people = useQuery(projectPeopleQuery(project)).data
    ?.filter(({ person }) => person.id !== null)
    .map(({ person }): PickOption => ({
      value: String(person.id), label: person.name, left: <Face person={person} size={20} />,
    }));
  const labels = useQuery(labelsQuery(company)).data?.map((label): PickOption => ({
    value: String(label.id), label: label.name, left: <span className={classes.dot} style={{ background: label.colour }} aria-hidden />,
  }));
  const goals = useQuery(projectGoalsQuery(project)).data?.map((goal): PickOption => ({ value: String(goal.id), label: goal.title }));
  return (
    <>
      <Several label={t('project.assignee')} options={people && [none, ...people]} chosen={filter.assignee}
        onChange={(assignee) => onChange({ assignee })} />
      <Several label={t('project.label')} options={labels} chosen={filter.label} onChange={(label) => onChange({ label })} />
      <Several label={t('project.goal')} options={goals && [{ value: 'none', label: t('project.noGoal') }, ...goals]}
        chosen={filter.goal} onChange={(goal) => onChange({ goal })} />
      <Several
        label={t('project.priority')} chosen={filter.priority}
        options={PRIORITIES.map((value) => ({
          value, label: t(`editor.priority_of_${value}`), left: <PriorityIcon priority={value} />,
        }))}
        onChange={(words) => onChange({ priority: words && PRIORITIES.filter((one) => words.includes(one)) })}
      />
      <Several
        label={t('project.due')} chosen={filter.due && [filter.due]} single
        options={DUES.map((value) => ({ value, label: t(`project.due_of_${value}`) }))}
        onChange={(words) => onChange({ due: DUES.find((one) => words?.includes(one)) })}
      />
    </>
  );
});

interface SeveralProps {
  label: string;
  options: PickOption[] | undefined;
  chosen: string[] | undefined;
  single?: boolean;
  onChange: (chosen: string[] | undefined) => void;
}

function Several({ label, options, chosen = [], single = false, onChange }: SeveralProps) {
  const names = chosen.map((value) => options?.find((option) => option.value === value)?.label ?? value);
  const value = (
    <span data-active={chosen.length > 0 || undefined} className={classes.value} dir="auto">
      {chosen.length === 0 ? label : names.length === 1 ? names[0] : `${label} · ${names.length}`}
    </span>
  );
  const toggle = (one: string, on: boolean) => {
    const others = single ? [] : chosen.filter((other) => other !== one);
    const next = on ? [...others, one] : others;
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <LazyPicker
      className={classes.chip}
      picker={(id) => (
        <Picker id={id} label={label} className={classes.chip} options={options} chosen={chosen} multiple={!single} onToggle={toggle}>{value}</Picker>
      )}
    >
      {chosen.length > 0 && <span className={classes.hidden}>{label}: </span>}
      {value}
    </LazyPicker>
  );
}
