// When shall it come back: later today, tomorrow, next week, or a day of one's choice.
import { Menu, Text } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { addDays, dayOf, formatDayNear, formatTime, t, today } from '~/i18n';
import { patient } from '~/lazy';
import { Rows } from '~/ui/PageSkeleton';
import { instantAt, snoozes } from './snooze';

const Calendar = lazy(patient(() => import('~/ui/Pickers/Calendar')));

interface SnoozeMenuProps {
  onSnooze: (until: string) => void;
  /** The button that opens it. */
  children: ReactNode;
}

export function SnoozeMenu({ onSnooze, children }: SnoozeMenuProps) {
  const [picking, setPicking] = useState(false);
  return (
    <Menu width={picking ? 300 : 250} closeOnItemClick onClose={() => setPicking(false)}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('inbox.snoozeUntil')}</Menu.Label>
        {picking ? (
          <Suspense fallback={<Rows count={6} height={28} />}>
            <Calendar value={null} min={addDays(today(), 1)} onChange={(day) => day !== null && onSnooze(instantAt(day, 8))} />
          </Suspense>
        ) : (
          <>
            {snoozes().map(({ name, until }) => (
              <Menu.Item
                key={name} onClick={() => onSnooze(until)}
                rightSection={<Text span size="xs" c="dimmed">{name === 'later' ? formatTime(until) : formatDayNear(dayOf(until))}</Text>}
              >
                {t(`inbox.snooze_${name}`)}
              </Menu.Item>
            ))}
            <Menu.Item closeMenuOnClick={false} onClick={() => setPicking(true)}>{t('inbox.snooze_pick')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
