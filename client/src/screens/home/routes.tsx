// My work: what to do now.
import { createRoute, redirect } from '@tanstack/react-router';
import { companyRoute } from '~/layouts';
import { lazyScreen } from '~/lazy';
import { numberParam } from '~/params';

export const homeRoute = createRoute({
  path: '/',
  getParentRoute: () => companyRoute,
  validateSearch: (search: Record<string, unknown>): { task?: number } => ({ task: numberParam(search.task) }),
  beforeLoad: ({ context, params }) => {
    // A client's home is the portal.
    if (context.role === 'client') throw redirect({ to: '/c/$company/portal', params, replace: true });
  },
  component: lazyScreen(() => import('./Home'), 'Home'),
});

export const homeRoutes = [
  homeRoute,
] as const;
