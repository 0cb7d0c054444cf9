// A month or a week as a grid of days.
import { Popover } from '@mantine/core';
import { useRef, useState } from 'react';
import { formatDayLong, t } from '~/i18n';
import classes from './Calendar.module.css';
import type { Entry, Mode } from './days';
import { EntryChip, useDayDrop } from './EntryChip';
import { weekdayName } from './names';
import { useCalendarRoom } from './room';

/** What fits on a day of a month before the rest folds away. */
const MOST = 4;

interface GridProps {
  mode: Mode;
  days: string[];
  month: string;
  entries: Map<string, Entry[]>;
}

export function Grid({ mode, days, month, entries }: GridProps) {
  return (
    <div className={classes.grid} data-mode={mode} role="group" aria-label={t('project.calendar')}>
      {days.slice(0, 7).map((day) => <div key={day} className={classes.weekday} aria-hidden>{weekdayName(day)}</div>)}
      {days.map((day) => (
        <Day key={day} day={day} outside={mode === 'month' && !day.startsWith(month)} entries={entries.get(day) ?? []} most={mode === 'week' ? 100 : MOST} />
      ))}
    </div>
  );
}

function Day({ day, outside, entries, most }: { day: string; outside: boolean; entries: Entry[]; most: number }) {
  const room = useCalendarRoom();
  const cell = useRef<HTMLElement>(null);
  const over = useDayDrop(cell, day, room);
  const [opened, setOpened] = useState(false);
  const shown = entries.length > most ? entries.slice(0, most - 1) : entries;
  const rest = entries.length - shown.length;
  const name = formatDayLong(day);
  return (
    <section ref={cell} className={classes.day} data-outside={outside || undefined} data-today={day === room.today || undefined}
      data-over={over || undefined} aria-label={name}>
      <time dateTime={day} className={classes.number} aria-hidden>{Number(day.slice(8))}</time>
      {entries.length > 0 && (
        <ul className={classes.entries}>
          {shown.map((entry) => <EntryChip key={`${entry.kind}${entry.task.id}`} entry={entry} day={day} />)}
        </ul>
      )}
      {rest > 0 && (
        <Popover opened={opened} onChange={setOpened} shadow="md" width={280} trapFocus returnFocus>
          <Popover.Target>
            <button type="button" className={classes.rest} onClick={() => setOpened(!opened)} aria-expanded={opened}>
              {t('calendar.rest', { count: rest })}
            </button>
          </Popover.Target>
          <Popover.Dropdown p="xs" aria-label={name}>
            <strong className={classes.restTitle}>{name}</strong>
            <ul className={classes.entries}>
              {entries.map((entry) => <EntryChip key={`${entry.kind}${entry.task.id}`} entry={entry} day={day} />)}
            </ul>
          </Popover.Dropdown>
        </Popover>
      )}
    </section>
  );
}
