// A project's views; each is a chunk of its own.
import type { QueryClient } from '@tanstack/react-query';
import { createRoute, redirect } from '@tanstack/react-router';
import { type View, viewsQuery } from '~/data/views';
import { companyRoute, projectRoute } from '~/layouts';
import { lazyScreen } from '~/lazy';
import { flagParam, textParam } from '~/params';
import { activitySearch } from './activity/search';
import { boardSearch } from './board/search';
import { calendarSearch } from './calendar/search';
import { filesSearch } from './files/kinds';
import { listSearch } from './list/search';
import { VIEW_PATHS } from './views/paths';

/** The shared view that the project opens with. The board, where they cannot be read. */
async function firstView(client: QueryClient, company: number, project: number): Promise<View | undefined> {
  try {
    const views = await client.ensureQueryData(viewsQuery(company, project));
    return views.find((view) => view.is_default);
  } catch {
    return undefined;
  }
}

const indexRoute = createRoute({
  path: '/',
  getParentRoute: () => projectRoute,
  beforeLoad: async ({ context, params, search }) => {
    const first = await firstView(context.queryClient, context.company.id, context.projectId);
    const to = first === undefined ? '/c/$company/p/$project/board' as const : VIEW_PATHS[first.kind];
    throw redirect({ to, params, search: { ...first?.query, ...search, view: first?.id }, replace: true });
  },
});

export const boardRoute = createRoute({
  path: '/board',
  getParentRoute: () => projectRoute,
  validateSearch: boardSearch,
  component: lazyScreen(() => import('./board/Board'), 'Board'),
});

export const listRoute = createRoute({
  path: '/list',
  getParentRoute: () => projectRoute,
  validateSearch: listSearch,
  component: lazyScreen(() => import('./list/List'), 'List'),
});

export const calendarRoute = createRoute({
  path: '/calendar',
  getParentRoute: () => projectRoute,
  validateSearch: calendarSearch,
  component: lazyScreen(() => import('./calendar/Calendar'), 'Calendar'),
});

export const goalsRoute = createRoute({
  path: '/goals',
  getParentRoute: () => projectRoute,
  component: lazyScreen(() => import('./goals/Goals'), 'Goals'),
});

export const filesRoute = createRoute({
  path: '/files',
  getParentRoute: () => projectRoute,
  validateSearch: filesSearch,
  component: lazyScreen(() => import('./files/Files'), 'Files'),
});

export const activityRoute = createRoute({
  path: '/activity',
  getParentRoute: () => projectRoute,
  validateSearch: activitySearch,
  component: lazyScreen(() => import('./activity/Activity'), 'Activity'),
});

export const peopleRoute = createRoute({
  path: '/people',
  getParentRoute: () => projectRoute,
  component: lazyScreen(() => import('./people/People'), 'People'),
});

export const settingsRoute = createRoute({
  path: '/settings',
  getParentRoute: () => projectRoute,
  component: lazyScreen(() => import('./settings/Settings'), 'Settings'),
});

export const projectRoutes = [
  indexRoute, boardRoute, listRoute, calendarRoute, goalsRoute, filesRoute, activityRoute, peopleRoute, settingsRoute,
] as const;

/** `/c/harbour-studio/projects`: all of them, those put away too. */
export const projectsRoute = createRoute({
  path: '/projects',
  getParentRoute: () => companyRoute,
  validateSearch: (search: Record<string, unknown>): { archived?: true; q?: string } => ({
    archived: flagParam(search.archived), q: textParam(search.q),
  }),
  component: lazyScreen(() => import('./projects/Projects'), 'Projects'),
});
