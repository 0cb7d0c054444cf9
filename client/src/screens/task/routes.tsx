// A task at an address of its own; the panel over a view is the search parameter `task`.
import { createRoute } from '@tanstack/react-router';
import { companyRoute } from '~/layouts';
import { lazyScreen } from '~/lazy';

export const taskRoute = createRoute({
  path: '/tasks/$number',
  getParentRoute: () => companyRoute,
  component: lazyScreen(() => import('./TaskPage'), 'TaskPage'),
});

export const taskRoutes = [
  taskRoute,
] as const;
