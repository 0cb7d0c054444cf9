// A due date, as near or late as it is. Never by colour alone: late says so.
import { Text } from '@mantine/core';
import { IconAlarm, IconCalendar } from '@tabler/icons-react';
import { daysBetween, formatDayLong, formatDayNear, t, today } from '~/i18n';
import classes from './DueDate.module.css';

export type DueState = 'late' | 'today' | 'soon' | 'later' | 'over';

/** How a due date stands, for whoever sorts or colours by it. */
export function dueState(due: string, closed: boolean, now: string = today()): DueState {
  if (closed) return 'over';
  const days = daysBetween(now, due);
  if (days < 0) return 'late';
  if (days === 0) return 'today';
  return days <= 2 ? 'soon' : 'later';
}

export function DueDate({ due, closed = false }: { due: string; closed?: boolean }) {
  const state = dueState(due, closed);
  const IconOf = state === 'late' ? IconAlarm : IconCalendar;
  return (
    <Text span className={classes.due} data-state={state} title={formatDayLong(due)}>
      <IconOf size={14} aria-hidden />
      <time dateTime={due}>{formatDayNear(due)}</time>
      {state === 'late' && <span className={classes.late}>{t('common.late')}</span>}
    </Text>
  );
}
