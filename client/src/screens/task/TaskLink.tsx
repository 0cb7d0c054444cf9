// A link to another task: in the panel it stays over the view, elsewhere it goes to the task's page.
import type { AnchorProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { AnchorLink } from '~/ui/links';
import { useHere } from './context';

interface TaskLinkProps extends Pick<AnchorProps, 'className' | 'size' | 'c'> {
  number: number;
  children: ReactNode;
}

export function TaskLink({ number, children, ...look }: TaskLinkProps) {
  const { place, company } = useHere();
  if (place === 'panel') {
    return (
      <AnchorLink to="." search={(before) => ({ ...before, task: number })} dir="auto" {...look}>{children}</AnchorLink>
    );
  }
  return (
    <AnchorLink
      to="/c/$company/tasks/$number" params={{ company: company.slug, number: String(number) }} dir="auto" {...look}
    >
      {children}
    </AnchorLink>
  );
}
