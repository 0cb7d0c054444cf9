// What a client sees: their projects, and what waits for their word.
import { createRoute } from '@tanstack/react-router';
import { companyRoute } from '~/layouts';
import { lazyScreen } from '~/lazy';
import { numberParam, textParam } from '~/params';

export interface PortalParams {
  /** The slug of the project that is shown; without it, all of them. */
  project?: string;
  /** The number of the task whose panel is open. */
  task?: number;
}

export const portalRoute = createRoute({
  path: '/portal',
  getParentRoute: () => companyRoute,
  validateSearch: (search: Record<string, unknown>): PortalParams => ({
    project: textParam(search.project), task: numberParam(search.task),
  }),
  component: lazyScreen(() => import('./Portal'), 'Portal'),
});

export const portalRoutes = [
  portalRoute,
] as const;
