// All routes, put together from the areas.
import { createRouter } from '@tanstack/react-router';
import { queryClient } from './api/queries';
import {
  companyRoute, companySettingsRoute, mySettingsRoute, projectRoute, publicRoute, rootRoute, signedInRoute,
} from './layouts';
import { authRoutes } from './screens/auth/routes';
import { companyRoutes, newCompanyRoute } from './screens/company/routes';
import { RouteFailure, RouteNotFound } from './screens/failures';
import { goRoutes } from './screens/go/routes';
import { helpRoutes } from './screens/help/routes';
import { homeRoutes } from './screens/home/routes';
import { inboxRoutes } from './screens/inbox/routes';
import { portalRoutes } from './screens/portal/routes';
import { projectRoutes, projectsRoute } from './screens/project/routes';
import { searchRoutes } from './screens/search/routes';
import { settingsRoutes } from './screens/settings/routes';
import { taskRoutes } from './screens/task/routes';
import { PageSkeleton } from './ui/PageSkeleton';

const routeTree = rootRoute.addChildren([
  publicRoute.addChildren([...authRoutes]),
  signedInRoute.addChildren([
    ...goRoutes,
    newCompanyRoute,
    ...helpRoutes,
    mySettingsRoute.addChildren([...settingsRoutes]),
    companyRoute.addChildren([
      ...homeRoutes,
      ...inboxRoutes,
      ...searchRoutes,
      ...portalRoutes,
      ...taskRoutes,
      companySettingsRoute.addChildren([...companyRoutes]),
      projectsRoute,
      projectRoute.addChildren([...projectRoutes]),
    ]),
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  // Query decides what is fresh.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingMs: 250,
  defaultPendingMinMs: 300,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: RouteFailure,
  defaultNotFoundComponent: RouteNotFound,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
