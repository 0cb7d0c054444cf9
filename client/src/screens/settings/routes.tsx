// What is mine: profile, account, notifications, sessions, tokens.
import { createRoute } from '@tanstack/react-router';
import { mySettingsRoute } from '~/layouts';
import { lazyScreen } from '~/lazy';
import { textParam } from '~/params';

export const profileRoute = createRoute({
  path: '/',
  getParentRoute: () => mySettingsRoute,
  component: lazyScreen(() => import('./Profile'), 'Profile'),
});

export const accountRoute = createRoute({
  path: '/account',
  getParentRoute: () => mySettingsRoute,
  component: lazyScreen(() => import('./Account'), 'Account'),
});

export const notificationSettingsRoute = createRoute({
  path: '/notifications',
  getParentRoute: () => mySettingsRoute,
  validateSearch: (search: Record<string, unknown>): { company?: string } => ({ company: textParam(search.company) }),
  component: lazyScreen(() => import('./Notifications'), 'Notifications'),
});

export const sessionsRoute = createRoute({
  path: '/sessions',
  getParentRoute: () => mySettingsRoute,
  component: lazyScreen(() => import('./Sessions'), 'Sessions'),
});

export const tokensRoute = createRoute({
  path: '/tokens',
  getParentRoute: () => mySettingsRoute,
  component: lazyScreen(() => import('./Tokens'), 'Tokens'),
});

export const settingsRoutes = [
  profileRoute, accountRoute, notificationSettingsRoute, sessionsRoute, tokensRoute,
] as const;
