// A screen: its title in the tab and as the one h1, what can be done there, and its content.
import { Container, Group, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

/** Sets the tab's title. Every screen has one. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Blimp`;
  }, [title]);
}

interface ScreenProps {
  title: string;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** `narrow` for forms and reading, `wide` for tables and boards. */
  width?: 'narrow' | 'normal' | 'wide';
  children: ReactNode;
}

const WIDTHS = { narrow: 640, normal: 960, wide: '100%' } as const;

export function Screen({ title, actions, width = 'normal', children }: ScreenProps) {
  useTitle(title);
  return (
    <Container size={WIDTHS[width]} fluid={width === 'wide'} px={{ base: 'sm', sm: 'lg' }} py="md">
      <Group justify="space-between" align="center" mb="md" gap="sm">
        <Title order={1} dir="auto">{title}</Title>
        {actions}
      </Group>
      {children}
    </Container>
  );
}
