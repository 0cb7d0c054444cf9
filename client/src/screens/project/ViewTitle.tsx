// The title of a view of a project: in the tab, and as the page's h1 for screen readers.
import { VisuallyHidden } from '@mantine/core';
import { useProject } from '~/hooks';
import { useTitle } from '~/ui/Screen';

export function ViewTitle({ view }: { view: string }) {
  const project = useProject();
  const title = project === undefined ? view : `${view} · ${project.name}`;
  useTitle(title);
  return <VisuallyHidden component="h1">{title}</VisuallyHidden>;
}
