// A line that makes a task of mine: what, in which project, until when.
import { Button, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Project } from '~/data/projects';
import { useMe } from '~/data/session';
import { useCreateTask } from '~/data/tasks';
import { formatDayNear, t, today } from '~/i18n';
import { useDirty } from '~/shell/dirty';
import { useDraft } from '~/ui/Editor/drafts';
import { DatePicker, ProjectPicker } from '~/ui/Pickers';
import { toast, toastFailure } from '~/ui/toast';
import classes from './Home.module.css';

function stored(company: number): number | null {
  try {
    return Number(localStorage.getItem(`blimp.quick.${company}`)) || null;
  } catch {
    return null;
  }
}

export function QuickAdd({ company, projects }: { company: number; projects: Project[] }) {
  const me = useMe().user.id;
  const create = useCreateTask();
  const [title, setTitle, clear] = useDraft(`quick.${me}.${company}`);
  const [due, setDue] = useState<string | null>(today);
  const [chosen, setChosen] = useState(() => stored(company));
  const project = projects.find((each) => each.id === chosen) ?? projects[0];
  const latest = useRef(title);
  latest.current = title;
  useDirty(title.trim() !== '');
  if (project === undefined) return null;
  const choose = (id: number) => {
    setChosen(id);
    try {
      localStorage.setItem(`blimp.quick.${company}`, String(id));
    } catch {
      // Storage is off: the choice lasts for this page.
    }
  };
  const submit = () => {
    const wanted = title.trim();
    if (wanted === '') return;
    clear();
    create.mutateAsync({ project: project.id, body: { title: wanted, assignee_ids: [me], due_on: due } }).then(
      () => toast(t('home.added', { title: wanted })),
      (error: unknown) => {
        toastFailure(t('board.notAdded', { title: wanted }), error);
        // What was typed stays, unless the next title is being typed.
        if (latest.current === '') setTitle(wanted);
      },
    );
  };
  return (
    <form
      className={classes.quick} aria-label={t('home.quickAdd')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextInput
        className={classes.quickText} variant="unstyled" aria-label={t('home.quickAdd')} placeholder={t('home.quickAdd')}
        value={title} maxLength={500} dir="auto" onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <ProjectPicker label={t('home.quickProject')} company={company} value={project.id} onChange={choose}>
        <span className={classes.dot} style={{ background: project.colour }} aria-hidden />
        <span className={classes.cut} dir="auto">{project.name}</span>
      </ProjectPicker>
      <DatePicker label={t('home.quickDue')} value={due} onChange={setDue}>
        <IconCalendar size={15} aria-hidden />{due === null ? t('editor.noDate') : formatDayNear(due)}
      </DatePicker>
      <Button type="submit" size="compact-sm" disabled={title.trim() === ''}>{t('common.add')}</Button>
    </form>
  );
}
