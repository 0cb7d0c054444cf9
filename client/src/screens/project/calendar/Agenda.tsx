// The calendar on phones: the days that have something, one below the other.
import { IconCalendarOff } from '@tabler/icons-react';
import { formatDayLong, t } from '~/i18n';
import { Empty } from '~/ui/Empty';
import classes from './Calendar.module.css';
import type { Entry } from './days';
import { EntryChip } from './EntryChip';
import { useCalendarRoom } from './room';

export function Agenda({ days, entries }: { days: string[]; entries: Map<string, Entry[]> }) {
  const room = useCalendarRoom();
  const busy = days.filter((day) => entries.has(day));
  if (busy.length === 0) return <Empty icon={IconCalendarOff} title={t('calendar.emptyTitle')} text={t('calendar.emptyText')} />;
  return (
    <div className={classes.agenda}>
      {busy.map((day) => (
        <section key={day} aria-labelledby={`agenda-${day}`} data-today={day === room.today || undefined}>
          <h2 id={`agenda-${day}`} className={classes.agendaDay}>{formatDayLong(day)}</h2>
          <ul className={classes.entries}>
            {entries.get(day)?.map((entry) => <EntryChip key={`${entry.kind}${entry.task.id}`} entry={entry} day={day} />)}
          </ul>
        </section>
      ))}
    </div>
  );
}
