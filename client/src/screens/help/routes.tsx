// Help, and what is new.
import { createRoute } from '@tanstack/react-router';
import { signedInRoute } from '~/layouts';
import { lazyScreen } from '~/lazy';

export const helpRoute = createRoute({
  path: '/help',
  getParentRoute: () => signedInRoute,
  component: lazyScreen(() => import('./Help'), 'Help'),
});

export const whatsNewRoute = createRoute({
  path: '/help/new',
  getParentRoute: () => signedInRoute,
  component: lazyScreen(() => import('./WhatsNew'), 'WhatsNew'),
});

export const helpRoutes = [
  helpRoute, whatsNewRoute,
] as const;
