// The inbox: what changed for me.
import { createRoute } from '@tanstack/react-router';
import { companyRoute } from '~/layouts';
import { lazyScreen } from '~/lazy';
import { numberParam, wordParam } from '~/params';

const SHOWN = ['unread', 'snoozed', 'done'] as const;

export interface InboxParams {
  /** Which part of it; without it, all that is not done or snoozed. */
  show?: (typeof SHOWN)[number];
  /** The number of the task whose panel is open. */
  task?: number;
}

export const inboxRoute = createRoute({
  path: '/inbox',
  getParentRoute: () => companyRoute,
  validateSearch: (search: Record<string, unknown>): InboxParams => ({
    show: wordParam(search.show, SHOWN), task: numberParam(search.task),
  }),
  component: lazyScreen(() => import('./Inbox'), 'Inbox'),
});

export const inboxRoutes = [
  inboxRoute,
] as const;
