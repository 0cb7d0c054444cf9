// Nothing here yet: what this place is for, and the next step.
import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyProps {
  icon: Icon;
  title: string;
  text?: ReactNode;
  /** The next step: a button, most often. */
  action?: ReactNode;
  /** The level of the heading where this stands. */
  order?: 2 | 3 | 4;
}

export function Empty({ icon: IconOf, title, text, action, order = 2 }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <ThemeIcon variant="light" size={56} radius="xl" aria-hidden>
        <IconOf size={28} stroke={1.5} />
      </ThemeIcon>
      <Title order={order} size="h3">{title}</Title>
      {text !== undefined && <Text c="dimmed" maw={440}>{text}</Text>}
      {action}
    </Stack>
  );
}
