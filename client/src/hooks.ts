// What the address says: the company and the project that a screen is in.
import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { companyRoute, projectRoute } from './layouts';
import { type Project, projectsQuery } from './data/projects';

/** The company of the address, and my role in it. */
export function useCompany() {
  return useRouteContext({ from: companyRoute.id, select: ({ company, role }) => ({ company, role }) });
}

/** The id of the project of the address. */
export function useProjectId(): number {
  return useRouteContext({ from: projectRoute.id, select: (context) => context.projectId });
}

/** The project of the address, as it is in the company's list of projects. */
export function useProject(): Project | undefined {
  const { company } = useCompany();
  const id = useProjectId();
  return useQuery(projectsQuery(company.id)).data?.find((project) => project.id === id);
}
