// A part of a settings page: heading, what it is about, and its form or list.
import { Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface PartProps {
  title: string;
  text?: ReactNode;
  danger?: boolean;
  children: ReactNode;
}

export function Part({ title, text, danger = false, children }: PartProps) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} p={{ base: 'sm', sm: 'lg' }} mb="lg"
      style={danger ? { borderColor: 'var(--mantine-color-red-outline)' } : undefined}>
      <Title order={2} id={id}>{title}</Title>
      {text !== undefined && <Text size="sm" c="dimmed" mt={4} maw={640}>{text}</Text>}
      <Stack mt="md" gap="md">{children}</Stack>
    </Paper>
  );
}
