// The task that a panel or page is about, and what I may do with it, for all its parts.
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { projectsQuery, type Project } from '~/data/projects';
import type { Role } from '~/data/session';
import type { Task } from '~/data/tasks';
import { useCompany } from '~/hooks';

export interface Rights {
  /** Change it: members and more, unless the project is put away. */
  edit: boolean;
  /** Comment, attach, approve: clients too. */
  talk: boolean;
  /** Remove what others wrote. */
  moderate: boolean;
  staff: boolean;
}

export interface Here {
  task: Task;
  /** The tag of the version that is shown. */
  etag: string | null;
  company: { id: number; slug: string; name: string };
  project: Project | undefined;
  role: Role;
  may: Rights;
  place: 'panel' | 'page';
  /** Closes the panel; on a page, goes to the project. */
  leave: () => void;
}

const Context = createContext<Here | null>(null);

export function useHere(): Here {
  const here = useContext(Context);
  if (here === null) throw new Error('not within a task');
  return here;
}

/** What a role may do with a task; the server has the last word. */
export function rightsOf(role: Role, task: Pick<Task, 'trashed_at'>, project: Project | undefined): Rights {
  const open = project?.archived_at == null && task.trashed_at === null;
  const staff = role !== 'client';
  return { staff, edit: staff && open, talk: open, moderate: open && (role === 'owner' || role === 'admin') };
}

interface ProviderProps {
  task: Task;
  etag: string | null;
  place: 'panel' | 'page';
  leave: () => void;
  children: ReactNode;
}

export function HereProvider({ task, etag, place, leave, children }: ProviderProps) {
  const { company, role } = useCompany();
  const { data: projects } = useQuery(projectsQuery(company.id));
  const project = projects?.find((each) => each.id === task.project_id);
  const may = rightsOf(role, task, project);
  return (
    <Context value={{ task, etag, company, project, role, may, place, leave }}>
      {children}
    </Context>
  );
}
