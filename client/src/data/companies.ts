// Companies: those I am in, their members, and making one.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeAll } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { meQuery } from './session';

export type Company = Schemas['CompanyBody'];
export type Member = Schemas['MemberBody'];

/** Keys begin with the noun, then the company: live updates invalidate by these beginnings. */
export function companyQuery(company: number) {
  return queryOptions({
    queryKey: ['companies', company],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/companies/{company}', { params: { path: { company } }, signal })),
  });
}

export function membersQuery(company: number) {
  return queryOptions({
    queryKey: ['members', company],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/companies/{company}/members', {
            params: { path: { company }, query: { limit: 100, cursor } },
            signal,
          }),
        ),
      ),
  });
}

export function labelsQuery(company: number) {
  return queryOptions({
    queryKey: ['labels', company],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/companies/{company}/labels', {
            params: { path: { company }, query: { limit: 100, cursor } },
            signal,
          }),
        ),
      ),
  });
}

export function useCreateCompany() {
  return useWrite({
    write: (body: Schemas['CompanyForm'], key) =>
      take(
        api.POST('/api/v1/companies', { body, params: { header: { 'Idempotency-Key': key } } }),
      ),
    onSuccess: () => queryClient.refetchQueries({ queryKey: meQuery.queryKey }),
  });
}
