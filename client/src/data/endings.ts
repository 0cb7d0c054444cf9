// Endings of a company: deleting it, bringing it back, and its projects in the trash.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeAll } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { meQuery } from './session';

/** The companies that I deleted and can bring back. */
export const deletedCompaniesQuery = queryOptions({
  queryKey: ['companies', 'deleted'],
  queryFn: ({ signal }) =>
    takeAll((cursor) =>
      take(api.GET('/api/v1/companies', { params: { query: { deleted: true, limit: 50, cursor } }, signal })),
    ),
});

function look() {
  return Promise.all([
    queryClient.refetchQueries({ queryKey: meQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: deletedCompaniesQuery.queryKey }),
  ]);
}

export function useDeleteCompany(company: number) {
  return useWrite({
    write: (body: Schemas['CompanyEnding']) =>
      take(api.DELETE('/api/v1/companies/{company}', { params: { path: { company } }, body })),
    onSuccess: look,
    retry: false,
  });
}

export function useRestoreCompany() {
  return useWrite({
    write: (company: number, key) =>
      take(
        api.POST('/api/v1/companies/{company}/restoration', {
          params: { path: { company }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: look,
  });
}

export function useChangeCompany(company: number) {
  return useWrite({
    write: (body: Schemas['CompanyChange']) =>
      take(api.PATCH('/api/v1/companies/{company}', { params: { path: { company } }, body })),
    onSuccess: async (changed) => {
      queryClient.setQueryData(['companies', company], changed);
      await queryClient.refetchQueries({ queryKey: meQuery.queryKey });
    },
  });
}

/** Projects that were thrown away, the last first. */
export function trashQuery(company: number) {
  return queryOptions({
    // Under `projects`, so that facts about projects make it old.
    queryKey: ['projects', company, 'trash'],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/companies/{company}/trash/projects', {
            params: { path: { company }, query: { limit: 100, cursor } }, signal,
          }),
        ),
      ),
  });
}

export function useRestoreProject(company: number) {
  return useWrite({
    write: (project: number, key) =>
      take(
        api.POST('/api/v1/projects/{project}/restoration', {
          params: { path: { project }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['projects', company] }),
  });
}
