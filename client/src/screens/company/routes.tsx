// A company's settings.
import { createRoute } from '@tanstack/react-router';
import { companySettingsRoute, signedInRoute } from '~/layouts';
import { lazyScreen } from '~/lazy';
import { flagParam } from '~/params';

export const companyGeneralRoute = createRoute({
  path: '/',
  getParentRoute: () => companySettingsRoute,
  component: lazyScreen(() => import('./General'), 'General'),
});

export const companyPeopleRoute = createRoute({
  path: '/people',
  getParentRoute: () => companySettingsRoute,
  // The dialog to invite people is open.
  validateSearch: (search: Record<string, unknown>): { invite?: true } => ({ invite: flagParam(search.invite) }),
  component: lazyScreen(() => import('./People'), 'People'),
});

export const companyImportRoute = createRoute({
  path: '/import',
  getParentRoute: () => companySettingsRoute,
  component: lazyScreen(() => import('./Import'), 'Import'),
});

export const oneImportRoute = createRoute({
  path: '/import/$import',
  getParentRoute: () => companySettingsRoute,
  component: lazyScreen(() => import('./OneImport'), 'OneImport'),
});

export const companyTrashRoute = createRoute({
  path: '/trash',
  getParentRoute: () => companySettingsRoute,
  component: lazyScreen(() => import('./Trash'), 'Trash'),
});

export const companyExportRoute = createRoute({
  path: '/export',
  getParentRoute: () => companySettingsRoute,
  component: lazyScreen(() => import('./Export'), 'Export'),
});

export const companyDangerRoute = createRoute({
  path: '/danger',
  getParentRoute: () => companySettingsRoute,
  component: lazyScreen(() => import('./Danger'), 'Danger'),
});

/** For whoever is in no company yet, or wants one more. */
export const newCompanyRoute = createRoute({
  path: '/companies/new',
  getParentRoute: () => signedInRoute,
  component: lazyScreen(() => import('./NewCompany'), 'NewCompany'),
});

export const companyRoutes = [
  companyGeneralRoute, companyPeopleRoute, companyImportRoute, oneImportRoute,
  companyExportRoute, companyTrashRoute, companyDangerRoute,
] as const;
