// j and k go from row to row of a list, Enter opens (it is a link), x ticks, d opens the calendar.
import { IconArrowDown, IconArrowUp, IconCalendarDue, IconCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { t } from '~/i18n';
import { type Command, GROUPS, useCommands } from '~/shell/commands';

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('#main [data-row]')];
}

/** The row that has the focus, in any of its parts. */
function current(): HTMLElement | undefined {
  return rows().find((row) => row.closest('li')?.contains(document.activeElement));
}

function step(by: number): void {
  const all = rows();
  const at = all.findIndex((row) => row === current());
  const next = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** Presses a part of the row with the focus; what comes after it gets the focus when it vanishes. */
function press(selector: string): void {
  const row = current();
  const all = rows();
  const next = row === undefined ? undefined : (all[all.indexOf(row) + 1] ?? all[all.indexOf(row) - 1]);
  row?.closest('li')?.querySelector<HTMLElement>(selector)?.click();
  if (selector.includes('checkbox')) setTimeout(() => next?.focus(), 50);
}

export function useRowKeys(): void {
  const commands = useMemo((): Command[] => {
    const group = t(GROUPS.here);
    return [
      { id: 'row.next', group, icon: IconArrowDown, keys: 'j', label: t('home.keyNext'), hidden: true, run: () => step(1) },
      { id: 'row.previous', group, icon: IconArrowUp, keys: 'k', label: t('home.keyPrevious'), hidden: true, run: () => step(-1) },
      { id: 'row.tick', group, icon: IconCheck, keys: 'x', label: t('home.keyTick'), hidden: true, run: () => press('input[type="checkbox"]') },
      { id: 'row.due', group, icon: IconCalendarDue, keys: 'd', label: t('home.keyDue'), hidden: true, run: () => press('button') },
    ];
  }, []);
  useCommands(commands);
}
