// Members of a company: roles, leaving, handing the company on.
import { api, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { membersQuery } from './companies';
import { meQuery, type Role } from './session';

export type GivenRole = Exclude<Role, 'owner'>;
export const GIVEN_ROLES = ['admin', 'member', 'client'] as const satisfies readonly GivenRole[];

function stale(company: number) {
  return () => queryClient.invalidateQueries({ queryKey: ['members', company] });
}

export function useSetRole(company: number) {
  const { queryKey } = membersQuery(company);
  return useWrite({
    write: ({ user, role }: { user: number; role: GivenRole }) =>
      take(
        api.PATCH('/api/v1/companies/{company}/members/{user}', {
          params: { path: { company, user } }, body: { role },
        }),
      ),
    onMutate: async ({ user, role }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (known) =>
        known?.map((member) => (member.user.id === user ? { ...member, role } : member)),
      );
      return before;
    },
    onError: (_error, _input, before) => queryClient.setQueryData(queryKey, before),
    onSettled: stale(company),
  });
}

export function useRemoveMember(company: number) {
  return useWrite({
    write: async (user: number) => {
      await api.DELETE('/api/v1/companies/{company}/members/{user}', {
        params: { path: { company, user } },
      });
    },
    onSettled: stale(company),
  });
}

/** Leaving is removing oneself; what was read of the company is forgotten by whoever calls. */
export function useHandOn(company: number) {
  return useWrite({
    write: (user: number, key) =>
      take(
        api.POST('/api/v1/companies/{company}/ownership', {
          params: { path: { company }, header: { 'Idempotency-Key': key } },
          body: { user_id: user },
        }),
      ),
    onSuccess: () => queryClient.refetchQueries({ queryKey: meQuery.queryKey }),
    onSettled: stale(company),
  });
}
