// Colours of projects and labels, to choose from: a row of dots, each with a name.
import { ColorSwatch, Group, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { t } from '~/i18n';
import classes from './Settings.module.css';

export const COLOURS = [
  ['red', '#e03131'], ['orange', '#f76707'], ['yellow', '#f59f00'], ['lime', '#74b816'], ['green', '#2f9e44'], ['teal', '#0ca678'],
  ['cyan', '#1098ad'], ['blue', '#1c7ed6'], ['indigo', '#4263eb'], ['violet', '#7048e8'], ['pink', '#d6336c'], ['gray', '#868e96'],
] as const;

interface ColoursProps {
  label: string;
  value: string;
  onChange: (colour: string) => void;
}

export function Colours({ label, value, onChange }: ColoursProps) {
  return (
    <Group gap={6} role="radiogroup" aria-label={label}>
      {COLOURS.map(([name, colour], at) => {
        const on = colour === value.toLowerCase();
        const none = !COLOURS.some(([, known]) => known === value.toLowerCase());
        return (
          <UnstyledButton
            key={colour} role="radio" aria-checked={on} aria-label={t(`projectSettings.colour_${name}`)} title={t(`projectSettings.colour_${name}`)}
            tabIndex={on || (none && at === 0) ? 0 : -1} className={classes.colour} onClick={() => onChange(colour)}
            onKeyDown={(event) => {
              const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
              if (step === undefined) return;
              event.preventDefault();
              const next = COLOURS[(at + step + COLOURS.length) % COLOURS.length];
              if (next !== undefined) onChange(next[1]);
              const dots = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role="radio"]');
              dots?.[(at + step + COLOURS.length) % COLOURS.length]?.focus();
            }}
          >
            <ColorSwatch color={colour} size={26} component="span" withShadow={false}>{on && <IconCheck size={16} color="white" aria-hidden />}</ColorSwatch>
          </UnstyledButton>
        );
      })}
    </Group>
  );
}
