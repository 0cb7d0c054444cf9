// The calendar on phones: the days that have something, one below the other.
import { IconCalendarOff } from '@tabler/icons-react';
import { formatDayOfWeek, t } from '~/i18n';
import { Empty } from '~/ui/Empty';
import classes from './Calendar.module.css';
import type { Entry } from './days';
import { EntryChip } from './EntryChip';
import { useCalendarRoom } from './room';

export function Agenda({ days, entries }: { days: string[]; entries: Map<string, Entry[]> }) {
  const room = useCalendarRoom();
  const busy = days.filter((day) => entries.has(day));
  if (busy.length === 0) return <Empty icon={IconCalendarOff} title={t('calendar.emptyTitle')} text={t('calendar.emptyText')} />;
  // Who opens this month wants to see today: what was before folds away, if something follows.
  const past = busy.filter((day) => day < room.today);
  const next = busy.slice(past.length);
  const list = (some: string[]) => some.map((day) => <Day key={day} day={day} entries={entries.get(day) ?? []} />);
  return (
    <div className={classes.agenda}>
      {past.length > 0 && next.length > 0 ? (
        <details className={classes.past}>
          <summary>{t('calendar.past', { count: past.length })}</summary>
          <div className={classes.agenda}>{list(past)}</div>
        </details>
      ) : list(past)}
      {list(next)}
    </div>
  );
}

function Day({ day, entries }: { day: string; entries: Entry[] }) {
  const { today } = useCalendarRoom();
  return (
    <section aria-labelledby={`agenda-${day}`} data-today={day === today || undefined}>
      <h2 id={`agenda-${day}`} className={classes.agendaDay}>{formatDayOfWeek(day, today)}</h2>
      <ul className={classes.entries}>
        {entries.map((entry) => <EntryChip key={`${entry.kind}${entry.task.id}`} entry={entry} day={day} />)}
      </ul>
    </section>
  );
}
