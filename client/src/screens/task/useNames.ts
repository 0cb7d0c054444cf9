// Names of people by id: those a task brought along, and those of its project.
import { useQuery } from '@tanstack/react-query';
import { projectPeopleQuery } from '~/data/choices';
import { useMe } from '~/data/session';
import type { Task } from '~/data/tasks';
import type { PersonLike } from '~/ui/Person';

export function useNames(task: Pick<Task, 'project_id' | 'expanded'>): (id: number) => PersonLike | null {
  const { user } = useMe();
  const { data } = useQuery(projectPeopleQuery(task.project_id));
  return (id) => {
    if (id === user.id) return user;
    const known = task.expanded?.assignees?.find((person) => person.id === id);
    return known ?? data?.find(({ person }) => person.id === id)?.person ?? null;
  };
}
