// Accounts: signing up, passwords, addresses, the picture, and deleting oneself.
import { type QueryClient, useQuery } from '@tanstack/react-query';
import { api, type Schemas, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { currentLocale } from '~/i18n';
import { lastCompany } from './lastCompany';
import { become, type Me, meQuery } from './session';
import { sendForm } from './sendForm';

/** The zone and language of this browser, for an account that has none yet. */
export function browserHabits(): { time_zone: string; language: string } {
  return {
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: currentLocale(),
  };
}

/**
 * Who is signed in, where somebody may be: pages for whoever is not signed in do not ask a browser
 * that was never used here, since the refusal would stand in its console.
 */
export async function whoMayBeIn(client: QueryClient): Promise<Me | null> {
  const known = client.getQueryData(meQuery.queryKey);
  if (known !== undefined) return known;
  return lastCompany.get() === null ? null : client.ensureQueryData(meQuery);
}

async function enter(): Promise<void> {
  await become(await take(api.GET('/api/v1/me')));
}

export function useSignUp() {
  return useWrite({
    write: (form: Pick<Schemas['SignUp'], 'company' | 'name' | 'email' | 'password'>, key) =>
      take(
        api.POST('/api/v1/signup', {
          body: { ...form, ...browserHabits() },
          params: { header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: enter,
    // A lost answer may have made the account: another try would say that the address is taken.
    retry: false,
  });
}

export function useAskReset() {
  return useWrite({
    write: async (email: string, key) => {
      await api.POST('/api/v1/password-resets', {
        body: { email }, params: { header: { 'Idempotency-Key': key } },
      });
    },
  });
}

export function useReset(token: string) {
  return useWrite({
    write: async (password: string, key) => {
      await api.POST('/api/v1/password-resets/{token}', {
        body: { password }, params: { path: { token }, header: { 'Idempotency-Key': key } },
      });
    },
    onSuccess: () => become(null),
    retry: false,
  });
}

/** Uses the link that shows an address to be mine. */
export async function verify(token: string, key: string): Promise<void> {
  await api.POST('/api/v1/verifications/{token}', {
    params: { path: { token }, header: { 'Idempotency-Key': key } },
  });
}

export function useAskVerification() {
  return useWrite({
    write: async (_: void, key) => {
      await api.POST('/api/v1/verifications', { params: { header: { 'Idempotency-Key': key } } });
    },
  });
}

export function useChangePassword() {
  return useWrite({
    write: async (body: Schemas['PasswordChange']) => {
      await api.PUT('/api/v1/password', { body });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
    retry: false,
  });
}

export function useChangeEmail() {
  return useWrite({
    write: (body: Schemas['EmailForm']) => take(api.PUT('/api/v1/me/email', { body })),
    retry: false,
  });
}

export function useDeleteAccount() {
  return useWrite({
    write: async (password: string) => {
      await api.DELETE('/api/v1/me', { body: { password } });
    },
    onSuccess: () => become(null),
    retry: false,
  });
}

export function useSetAvatar() {
  return useWrite({
    write: (file: File, key) => {
      const form = new FormData();
      form.set('file', file);
      return sendForm<Schemas['MeBody']>('PUT', '/api/v1/me/avatar', form, { key });
    },
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  });
}

export function useRemoveAvatar() {
  return useWrite({
    write: async () => {
      await api.DELETE('/api/v1/me/avatar');
    },
    onSuccess: () => queryClient.refetchQueries({ queryKey: meQuery.queryKey }),
  });
}

/** Who is in, as far as this page knows: asks nobody. For pages that whoMayBeIn() came before. */
export function useKnownMe(): Me | null {
  return useQuery({ ...meQuery, enabled: false }).data ?? null;
}
