// Invitations: those of a company, and the one whose link I hold.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeAll } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { browserHabits } from './accounts';
import { become } from './session';

export type Invitation = Schemas['InvitationBody'];
export type OpenInvitation = Schemas['OpenInvitation'];

export function invitationsQuery(company: number) {
  return queryOptions({
    queryKey: ['invitations', company],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/companies/{company}/invitations', {
            params: { path: { company }, query: { limit: 100, cursor } }, signal,
          }),
        ),
      ),
  });
}

function stale(company: number) {
  return () => queryClient.invalidateQueries({ queryKey: ['invitations', company] });
}

export function useInvite(company: number) {
  return useWrite({
    write: (body: Schemas['InvitationForm'], key) =>
      take(
        api.POST('/api/v1/companies/{company}/invitations', {
          body, params: { path: { company }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSettled: stale(company),
  });
}

export function useResendInvitation(company: number) {
  return useWrite({
    write: (invitation: number, key) =>
      take(
        api.POST('/api/v1/companies/{company}/invitations/{invitation}/resending', {
          params: { path: { company, invitation }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSettled: stale(company),
  });
}

export function useCancelInvitation(company: number) {
  return useWrite({
    write: async (invitation: number) => {
      await api.DELETE('/api/v1/companies/{company}/invitations/{invitation}', {
        params: { path: { company, invitation } },
      });
    },
    onSettled: stale(company),
  });
}

/** What a link invites to. */
export function openInvitationQuery(token: string) {
  return queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/invitations/{token}', { params: { path: { token } }, signal })),
    refetchOnWindowFocus: false,
  });
}

export function useAccept(token: string) {
  return useWrite({
    write: async (body: Schemas['Acceptance'], key) => {
      const accepted = await take(
        api.POST('/api/v1/invitations/{token}/acceptance', {
          body, params: { path: { token }, header: { 'Idempotency-Key': key } },
        }),
      );
      // A new account knows neither zone nor language: those of this browser are the best guess.
      const isNew = body.name !== undefined;
      const me = isNew
        ? await take(api.PATCH('/api/v1/me', { body: browserHabits() }))
        : await take(api.GET('/api/v1/me'));
      await become(me);
      return accepted;
    },
    retry: false,
  });
}
