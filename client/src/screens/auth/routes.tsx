// Signing up, signing in and the addresses that mails lead to.
import { createRoute, redirect } from '@tanstack/react-router';
import { whoMayBeIn } from '~/data/accounts';
import { publicRoute, type RedirectSearch, redirectSearch, type RouterContext } from '~/layouts';
import { lazyScreen } from '~/lazy';
import { textParam, wordParam } from '~/params';

interface SignInSearch extends RedirectSearch {
  /** Who is most likely signing in. */
  email?: string;
  /** What was just done, to be said above the form. */
  done?: 'reset' | 'deleted';
}

/** Whoever is signed in has no business here: on to where they were going. */
async function leadOn({ context, search }: { context: RouterContext; search: RedirectSearch }) {
  const me = await whoMayBeIn(context.queryClient);
  if (me !== null) throw redirect({ href: search.redirect ?? '/', replace: true });
}

export const signInRoute = createRoute({
  path: '/signin',
  getParentRoute: () => publicRoute,
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...redirectSearch(search),
    email: textParam(search.email),
    done: wordParam(search.done, ['reset', 'deleted'] as const),
  }),
  beforeLoad: leadOn,
  component: lazyScreen(() => import('./SignIn'), 'SignIn'),
});

export const signUpRoute = createRoute({
  path: '/signup',
  getParentRoute: () => publicRoute,
  validateSearch: redirectSearch,
  beforeLoad: leadOn,
  component: lazyScreen(() => import('./SignUp'), 'SignUp'),
});

export const askResetRoute = createRoute({
  path: '/reset',
  getParentRoute: () => publicRoute,
  component: lazyScreen(() => import('./AskReset'), 'AskReset'),
});

export const resetRoute = createRoute({
  path: '/reset/$token',
  getParentRoute: () => publicRoute,
  component: lazyScreen(() => import('./Reset'), 'Reset'),
});

export const invitationRoute = createRoute({
  path: '/invitations/$token',
  getParentRoute: () => publicRoute,
  beforeLoad: ({ context }) => whoMayBeIn(context.queryClient).then(() => undefined),
  component: lazyScreen(() => import('./Invitation'), 'Invitation'),
});

export const verifyRoute = createRoute({
  path: '/verify/$token',
  getParentRoute: () => publicRoute,
  beforeLoad: ({ context }) => whoMayBeIn(context.queryClient).then(() => undefined),
  component: lazyScreen(() => import('./Verify'), 'Verify'),
});

// The addresses in mails, which are also the API's nouns.

const mailedAskReset = createRoute({
  path: '/password-resets',
  getParentRoute: () => publicRoute,
  beforeLoad: () => {
    throw redirect({ to: '/reset', replace: true });
  },
});

const mailedReset = createRoute({
  path: '/password-resets/$token',
  getParentRoute: () => publicRoute,
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/reset/$token', params, replace: true });
  },
});

const mailedVerification = createRoute({
  path: '/verifications/$token',
  getParentRoute: () => publicRoute,
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/verify/$token', params, replace: true });
  },
});

export const authRoutes = [
  signInRoute, signUpRoute, askResetRoute, resetRoute, invitationRoute, verifyRoute, mailedAskReset, mailedReset, mailedVerification,
] as const;
