// Who is signed in: GET /me, signing in and out, changing the profile.
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, type Schemas, take } from '~/api/client';
import { isStatus } from '~/api/problem';
import { queryClient, useWrite } from '~/api/queries';
import { lastCompany } from './lastCompany';
import { setLocale, setTimeZone } from '~/i18n';
import { asLocale, currentLocale } from '~/i18n/locale';

export type Me = Schemas['MeBody'];
export type User = Schemas['UserBody'];
export type Role = Schemas['Role'];

/** Me, or null where nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      const me = await take(api.GET('/api/v1/me', { signal }));
      await adopt(me.user);
      return me;
    } catch (error) {
      // Whoever was signed in stays on the screen while shell/sessionLost decides what to do.
      const known = queryClient.getQueryData<Me | null>(['me']);
      if (isStatus(error, 401) && !known) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Takes over the person's zone and language. */
async function adopt(user: User): Promise<void> {
  setTimeZone(user.time_zone);
  const wanted = asLocale(user.language);
  if (wanted !== undefined && wanted !== currentLocale()) await setLocale(wanted);
}

/** Me, on screens for people who are signed in. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery);
  const last = useRef(data);
  // Between signing out and the next page, the screen stays whose it was.
  if (data !== null) last.current = data;
  if (last.current === null) throw new Error('nobody is signed in');
  return last.current;
}

/** Me, where nobody may be signed in. */
export function useMaybeMe(): Me | null {
  return useQuery(meQuery).data ?? null;
}

/** Tells other tabs who is signed in now; shell/sessionLost listens. */
export const sessionTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('blimp.session');

/** Sets who is signed in, and forgets what somebody else read. */
export async function become(me: Me | null): Promise<void> {
  queryClient.clear();
  if (me === null) lastCompany.forget();
  else await adopt(me.user);
  queryClient.setQueryData(meQuery.queryKey, me);
  sessionTabs?.postMessage(me?.user.id ?? null);
}

export function useSignIn() {
  return useWrite({
    write: (body: Schemas['SignIn'], key) =>
      take(api.POST('/api/v1/session', { body, params: { header: { 'Idempotency-Key': key } } })),
    onSuccess: become,
    retry: false,
  });
}

export function useSignOut() {
  return useWrite({
    write: async () => {
      await api.DELETE('/api/v1/session');
    },
    onSuccess: () => become(null),
  });
}

export function useChangeProfile() {
  return useWrite({
    write: (body: Schemas['ProfileChange']) => take(api.PATCH('/api/v1/me', { body })),
    onSuccess: async (me) => {
      await adopt(me.user);
      queryClient.setQueryData(meQuery.queryKey, me);
    },
  });
}
