// A part of a task: its name, how far it has come, and what can be added.
import { Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useHere } from './context';
import classes from './Task.module.css';

interface SectionProps {
  title: string;
  /** Said in grey behind the title. */
  count?: string;
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ title, count, actions, children }: SectionProps) {
  const id = useId();
  const { place } = useHere();
  return (
    <section aria-labelledby={id}>
      <div className={classes.sectionHead}>
        <Title order={place === 'page' ? 2 : 3} size="sm" id={id}>
          {title} {count !== undefined && <Text span size="xs" c="dimmed" fw={400}>{count}</Text>}
        </Title>
        {actions}
      </div>
      {children}
    </section>
  );
}
