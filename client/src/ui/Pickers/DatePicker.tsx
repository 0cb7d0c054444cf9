// A button that opens a calendar, with the days people mean most often above it.
import { Button, Group, Popover, UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { addDays, daysBetween, formatDayNear, t, today } from '~/i18n';
import { patient } from '~/lazy';
import { Rows } from '../PageSkeleton';
import type { TriggerProps } from './Picker';
import classes from './Picker.module.css';

const Calendar = lazy(patient(() => import('./Calendar')));

interface DatePickerProps extends TriggerProps {
  /** YYYY-MM-DD. */
  value: string | null;
  onChange: (day: string | null) => void;
  /** No day before this one. */
  min?: string;
  /** Whether there may be no day. */
  clearable?: boolean;
}

/** Today, tomorrow and next Monday. */
export function usualDays(now: string = today()): string[] {
  const weekday = new Date(`${now}T12:00:00Z`).getUTCDay();
  const monday = addDays(now, ((8 - weekday) % 7) || 7);
  const days = [now, addDays(now, 1)];
  return daysBetween(now, monday) > 1 ? [...days, monday] : [...days, addDays(now, 7)];
}

export function DatePicker({
  label, children, className, disabled = false, id, value, onChange, min, clearable = true,
}: DatePickerProps) {
  const [opened, setOpened] = useState(false);
  const choose = (day: string | null) => {
    setOpened(false);
    if (day !== value) onChange(day);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <UnstyledButton
          id={id} type="button" className={`${classes.trigger} ${className ?? ''}`} disabled={disabled}
          aria-haspopup="dialog" aria-expanded={opened}
          onClick={() => setOpened((open) => !open)}
        >
          <span className={classes.name}>{label}: </span>
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown
        p="xs" role="dialog" aria-label={label} w={300}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.stopPropagation();
        }}
      >
        <Group gap={4} mb="xs">
          {usualDays().filter((day) => min === undefined || day >= min).map((day) => (
            <Button key={day} size="compact-sm" variant="light" onClick={() => choose(day)}>{formatDayNear(day)}</Button>
          ))}
          {clearable && value !== null && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => choose(null)}>{t('editor.noDate')}</Button>
          )}
        </Group>
        <Suspense fallback={<Rows count={6} height={30} />}>
          <Calendar value={value} onChange={choose} min={min} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
