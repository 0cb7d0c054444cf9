// A view of a project that is a page: its heading, what can be done, its content.
import { Container, Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useProject } from '~/hooks';
import { useTitle } from '~/ui/Screen';

interface ViewProps {
  title: string;
  actions?: ReactNode;
  width?: number;
  children: ReactNode;
}

export function View({ title, actions, width = 960, children }: ViewProps) {
  const project = useProject();
  useTitle(project === undefined ? title : `${title} · ${project.name}`);
  return (
    <Container size={width} w="100%" px={{ base: 'sm', sm: 'lg' }} py="md">
      <Group justify="space-between" mb="md" gap="sm">
        <Title order={1}>{title}</Title>
        {actions}
      </Group>
      {children}
    </Container>
  );
}
