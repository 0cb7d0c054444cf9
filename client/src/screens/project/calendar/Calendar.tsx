// The days of a project: what is due when, moved from day to day.
import { ActionIcon, Button, Group, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { calendarQuery } from '~/data/calendar';
import { useMe } from '~/data/session';
import { useCloseTask, usePatchTask } from '~/data/tasks';
import { useCompany, useProject, useProjectId } from '~/hooks';
import { addDays, formatDayNear, t, today } from '~/i18n';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { toastFailure, toastUndoable } from '~/ui/toast';
import { askedOf } from '../list/search';
import { FilterBar } from '../tasks/FilterBar';
import { ViewTitle } from '../ViewTitle';
import { ViewsMenu } from '../views/ViewsMenu';
import { Agenda } from './Agenda';
import classes from './Calendar.module.css';
import { addMonths, daysOf, entriesByDay, type Entry, type Mode, moved, WEEK_STARTS } from './days';
import { EntryActions, type EntryMenuFor } from './EntryActions';
import { entryId } from './EntryChip';
import { Grid } from './Grid';
import { monthName, weekName } from './names';
import { CalendarProvider, type CalendarRoom } from './room';
import type { CalendarSearch } from './search';
import { Tray } from './Tray';

const route = getRouteApi('/in/c/$company/p/$project/calendar');

export function Calendar() {
  const { company, role } = useCompany();
  const id = useProjectId();
  const project = useProject();
  const search: CalendarSearch = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = useMediaQuery('(max-width: 47.99em)') ?? false;
  const now = today();
  const mode: Mode = search.mode ?? 'month';
  const day = search.day ?? now;
  const days = daysOf(mode, day, WEEK_STARTS[useMe().user.week_start]);
  const asked = askedOf({ ...search, due: undefined }, now);
  const { data, error, refetch } = useQuery(calendarQuery(company.id, id, days[0] ?? day, days.at(-1) ?? day, asked));
  const entries = useMemo(() => entriesByDay(data ?? []), [data]);
  const editable = role !== 'client' && project?.archived_at === null;
  const [menu, setMenu] = useState<EntryMenuFor | null>(null);
  const { mutate: close } = useCloseTask();
  const move = useMove();
  const room = useMemo<CalendarRoom>(() => ({
    company: { id: company.id, slug: company.slug }, editable, today: now, move,
    open: (task) => void navigate({ search: (old) => ({ ...old, task: task.number }) }),
    openMenu: (entry, on, button) => setMenu({ entry, day: on, button }),
  }), [company.id, company.slug, editable, now, move, navigate]);
  const change = (part: CalendarSearch) => void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  const step = (by: 1 | -1) => change({ day: mode === 'month' ? addMonths(`${day.slice(0, 7)}-01`, by) : addDays(day, 7 * by) });
  const name = mode === 'month' ? monthName(day) : weekName(days[0] ?? day, days.at(-1) ?? day);
  return (
    <CalendarProvider value={room}>
      <ViewTitle view={t('project.calendar')} />
      <FilterBar project={id} company={company.id} filter={search} onChange={change}>
        <ViewsMenu kind="calendar" search={{ ...search, day: undefined }} />
      </FilterBar>
      <Group className={classes.head} gap="xs">
        <ActionIcon size={34} variant="default" className={classes.touch} aria-label={t('calendar.before')} onClick={() => step(-1)}><IconChevronLeft size={18} /></ActionIcon>
        <ActionIcon size={34} variant="default" className={classes.touch} aria-label={t('calendar.after')} onClick={() => step(1)}><IconChevronRight size={18} /></ActionIcon>
        <Button size="xs" variant="default" className={classes.touch} onClick={() => change({ day: undefined })}>{t('calendar.today')}</Button>
        <div className={classes.period} aria-live="polite">{name}</div>
        <SegmentedControl
          size="xs" ml="auto" value={mode} aria-label={t('calendar.mode')} className={classes.modes}
          data={[{ value: 'month', label: t('calendar.month') }, { value: 'week', label: t('calendar.week') }]}
          onChange={(value) => change({ mode: value === 'week' ? 'week' : undefined })}
        />
      </Group>
      {error !== null && data === undefined && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <div className={classes.body} aria-busy><Rows count={6} height={72} /></div>}
      {data !== undefined && (
        <div className={classes.body}>
          {narrow ? <Agenda days={days} entries={entries} /> : <Grid mode={mode} days={days} month={day.slice(0, 7)} entries={entries} />}
          <Tray project={id} filter={asked} />
        </div>
      )}
      <EntryActions menu={menu} onClose={() => setMenu(null)} onCloseTask={(entry, closed) => {
        close({ task: entry.task, closed });
        toastUndoable(t(closed ? 'board.closed' : 'board.reopened', { title: entry.task.title }), () => close({ task: entry.task, closed: !closed }));
      }} />
    </CalendarProvider>
  );
}

/** Puts an entry on a day, says so, and can take it back. The focus goes along. */
function useMove() {
  const { mutate } = usePatchTask();
  return useCallback((entry: Entry, day: string | null) => {
    const { task, kind } = entry;
    const patch = day === null ? { due_on: null, start_on: null } : moved(entry, day);
    const had = document.activeElement?.id === entryId(entry);
    mutate({ task, patch });
    const said = day === null
      ? t('calendar.dateless', { title: task.title })
      : t(kind === 'start' ? 'calendar.startsOn' : 'calendar.dueOn', { title: task.title, day: formatDayNear(day) });
    toastUndoable(said, () => mutate({ task, patch: { due_on: task.due_on, start_on: task.start_on } }, {
      onError: (error) => toastFailure(t('board.notUndone'), error),
    }));
    if (had) setTimeout(() => document.getElementById(entryId(entry))?.focus(), 50);
  }, [mutate]);
}
