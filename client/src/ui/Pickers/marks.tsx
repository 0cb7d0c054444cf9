// How states, priorities and labels look, in pickers and wherever else they are shown.
import {
  IconAntennaBars2, IconAntennaBars3, IconAntennaBars4, IconAntennaBars5, IconCircle, IconCircleCheckFilled,
  IconCircleDashed, IconCircleHalf2, IconEyeCheck, IconMinus,
} from '@tabler/icons-react';
import { memo } from 'react';
import type { Priority, StateKind } from '~/data/tasks';
import { t } from '~/i18n';
import classes from './Picker.module.css';

const KINDS = {
  plan: { icon: IconCircleDashed, color: 'var(--mantine-color-dimmed)' },
  doing: { icon: IconCircleHalf2, color: 'light-dark(var(--mantine-color-blue-7), var(--mantine-color-blue-4))' },
  review: { icon: IconEyeCheck, color: 'light-dark(var(--mantine-color-grape-7), var(--mantine-color-grape-4))' },
  done: { icon: IconCircleCheckFilled, color: 'light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))' },
} as const;

/** The icon of what a state means; its name stands beside it. */
export const StateIcon = memo(function StateIcon({ kind, size = 16 }: { kind: StateKind | undefined; size?: number }) {
  const { icon: IconOf, color } = kind === undefined ? { icon: IconCircle, color: 'inherit' } : KINDS[kind];
  return <IconOf size={size} color={color} style={{ flex: 'none' }} aria-hidden />;
});

const PRESS = {
  none: { icon: IconMinus, color: 'var(--mantine-color-dimmed)' },
  low: { icon: IconAntennaBars2, color: 'var(--mantine-color-dimmed)' },
  normal: { icon: IconAntennaBars3, color: 'var(--mantine-color-dimmed)' },
  high: { icon: IconAntennaBars4, color: 'light-dark(var(--mantine-color-orange-9), var(--mantine-color-orange-4))' },
  urgent: { icon: IconAntennaBars5, color: 'light-dark(var(--mantine-color-red-8), var(--mantine-color-red-4))' },
} as const;

/** The icon of a priority. With `named` it says which, for where no word stands beside it. */
export function PriorityIcon({ priority, size = 16, named = false }: { priority: Priority; size?: number; named?: boolean }) {
  const { icon: IconOf, color } = PRESS[priority];
  const name = t(`editor.priority_of_${priority}`);
  return (
    <IconOf
      size={size} color={color} style={{ flex: 'none' }}
      {...(named ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true })}
    />
  );
}

/** A label: its colour as a dot, its name in readable ink. */
export function LabelChip({ name, colour }: { name: string; colour: string | undefined }) {
  return (
    <span className={classes.chip} title={name}>
      <span className={classes.dot} style={{ background: colour ?? 'gray' }} aria-hidden />
      <span dir="auto">{name}</span>
    </span>
  );
}
