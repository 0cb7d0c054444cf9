// The routes that others hang under: the root, the pages for whoever is not signed in, those for
// whoever is, a company and a project of it. Areas import their parent from here.
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { missing } from './api/problem';
import { lastCompany } from './data/lastCompany';
import { meQuery } from './data/session';
import { projectsQuery } from './data/projects';
import { lazyScreen } from './lazy';
import { numberParam, textParam } from './params';
import { Announcer } from './shell/announcer';
import { PageFailure, RouteFailure, RouteNotFound } from './screens/failures';

export interface RouterContext {
  queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: () => (
    <>
      <Outlet />
      <Announcer />
    </>
  ),
  errorComponent: PageFailure,
  notFoundComponent: RouteNotFound,
});

/** Sign-in and the like: a calm page without the frame. */
export const publicRoute = createRoute({
  id: 'public',
  getParentRoute: () => rootRoute,
  component: lazyScreen(() => import('./screens/auth/Frame'), 'Frame'),
  errorComponent: PageFailure,
});

/** Everything for whoever is signed in; others go to sign in and come back. */
export const signedInRoute = createRoute({
  id: 'in',
  getParentRoute: () => rootRoute,
  beforeLoad: async ({ context, location }) => {
    // A first visit of "/" is somebody who has not been here: no need to ask who they are.
    const first = location.pathname === '/' && lastCompany.get() === null &&
      context.queryClient.getQueryData(meQuery.queryKey) === undefined;
    const me = first ? null : await context.queryClient.ensureQueryData(meQuery);
    if (me === null) {
      throw redirect({ to: '/signin', search: first ? {} : { redirect: location.href }, replace: true });
    }
    return { me };
  },
  component: lazyScreen(() => import('./shell/Shell'), 'Shell'),
  errorComponent: PageFailure,
});

/** `/c/harbour-studio`: a company that I am in, else 404. */
export const companyRoute = createRoute({
  path: '/c/$company',
  getParentRoute: () => signedInRoute,
  beforeLoad: ({ context, params }) => {
    const membership = context.me.memberships.find((m) => m.company.slug === params.company);
    if (membership === undefined) throw missing();
    return { company: membership.company, role: membership.role };
  },
  component: Outlet,
  errorComponent: RouteFailure,
});

/** What every view of a project has in its address: the open task. */
export interface ProjectSearch {
  /** The number of the task whose panel is open. */
  task?: number;
}

/** `/c/harbour-studio/p/office-move`: a project that I see, else 404. */
export const projectRoute = createRoute({
  path: '/p/$project',
  getParentRoute: () => companyRoute,
  validateSearch: (search: Record<string, unknown>): ProjectSearch => ({
    task: numberParam(search.task),
  }),
  beforeLoad: async ({ context, params }) => {
    const options = projectsQuery(context.company.id);
    let projects = await context.queryClient.ensureQueryData(options);
    let project = projects.find((p) => p.slug === params.project);
    if (project === undefined) {
      // It may be newer than what was read.
      projects = await context.queryClient.fetchQuery({ ...options, staleTime: 5_000 });
      project = projects.find((p) => p.slug === params.project);
    }
    if (project === undefined) throw missing();
    return { projectId: project.id };
  },
  component: lazyScreen(() => import('./screens/project/Frame'), 'Frame'),
});

/** `/settings`: what is mine, in every company. */
export const mySettingsRoute = createRoute({
  path: '/settings',
  getParentRoute: () => signedInRoute,
  component: lazyScreen(() => import('./screens/settings/Frame'), 'Frame'),
});

/** `/c/harbour-studio/settings`. */
export const companySettingsRoute = createRoute({
  path: '/settings',
  getParentRoute: () => companyRoute,
  component: lazyScreen(() => import('./screens/company/Frame'), 'Frame'),
});

export interface RedirectSearch {
  /** Where to go after this; within this site only. */
  redirect?: string;
}

/** An address of ours to go to afterwards; somebody else's is dropped. */
export function redirectSearch(search: Record<string, unknown>): RedirectSearch {
  const wanted = textParam(search.redirect);
  return { redirect: wanted?.startsWith('/') && !/^\/[/\\]/.test(wanted) ? wanted : undefined };
}
