// Search in a company.
import { createRoute } from '@tanstack/react-router';
import { companyRoute } from '~/layouts';
import { lazyScreen } from '~/lazy';
import { numberParam, textParam, wordParam } from '~/params';

const KINDS = ['task', 'comment', 'file'] as const;

export interface SearchParams {
  q?: string;
  kind?: (typeof KINDS)[number];
  /** The slug of a project. */
  project?: string;
  /** The number of the task whose panel is open. */
  task?: number;
}

export const searchRoute = createRoute({
  path: '/search',
  getParentRoute: () => companyRoute,
  validateSearch: (search: Record<string, unknown>): SearchParams => ({
    q: textParam(search.q), kind: wordParam(search.kind, KINDS), project: textParam(search.project), task: numberParam(search.task),
  }),
  component: lazyScreen(() => import('./Search'), 'Search'),
});

export const searchRoutes = [
  searchRoute,
] as const;
