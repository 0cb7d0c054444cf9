// Projects of a company, and one of them by the slug of its address.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeAll, takeTagged } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

export type Project = Schemas['ProjectBody'];

/** All projects that I see, those put away too: navbar, palette and addresses share one read. */
export function projectsQuery(company: number) {
  return queryOptions({
    queryKey: ['projects', company],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/companies/{company}/projects', {
            params: { path: { company }, query: { archived: 'all', limit: 100, cursor } },
            signal,
          }),
        ),
      ),
  });
}

export function projectQuery(project: number) {
  return queryOptions({
    queryKey: ['project', project],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/projects/{project}', { params: { path: { project } }, signal })),
  });
}

export function statesQuery(project: number) {
  return queryOptions({
    queryKey: ['states', project],
    queryFn: async ({ signal }) => {
      const page = await take(
        api.GET('/api/v1/projects/{project}/states', { params: { path: { project } }, signal }),
      );
      return page.items;
    },
  });
}

export function useCreateProject(company: number) {
  return useWrite({
    write: (body: Schemas['CreateProject'], key) =>
      take(
        api.POST('/api/v1/companies/{company}/projects', {
          body,
          params: { path: { company }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: (project) => {
      queryClient.setQueryData(projectsQuery(company).queryKey, (known) =>
        known === undefined ? undefined : [...known.filter((p) => p.id !== project.id), project],
      );
      return queryClient.invalidateQueries({ queryKey: ['projects', company] });
    },
  });
}

/** After something about a project changed: its own page, and the company's list. */
export function refreshProject(company: number, project: number) {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['project', project] }),
    queryClient.invalidateQueries({ queryKey: ['projects', company] }),
  ]);
}

export type ProjectEdit = Schemas['EditProject'];

/** Changes a project. With an etag only that version: a 412 carries the current one. */
export function useEditProject(company: number) {
  return useWrite({
    write: ({ project, body, etag }: { project: number; body: ProjectEdit; etag?: string | null }) =>
      take(
        api.PATCH('/api/v1/projects/{project}', {
          body, params: { path: { project }, header: { 'If-Match': etag ?? undefined } },
        }),
      ),
    onSuccess: (_project, { project }) => refreshProject(company, project),
  });
}

export function useArchiveProject(company: number) {
  return useWrite({
    write: ({ project }: { project: number }, key) =>
      take(
        api.POST('/api/v1/projects/{project}/archiving', {
          params: { path: { project }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: (_project, { project }) => refreshProject(company, project),
  });
}

export function useUnarchiveProject(company: number) {
  return useWrite({
    write: ({ project }: { project: number }) =>
      take(api.DELETE('/api/v1/projects/{project}/archiving', { params: { path: { project } } })),
    onSuccess: (_project, { project }) => refreshProject(company, project),
  });
}

export function useTrashProject(company: number) {
  return useWrite({
    write: async ({ project }: { project: number }) => {
      await api.DELETE('/api/v1/projects/{project}', { params: { path: { project } } });
    },
    onSuccess: () => Promise.all([
      queryClient.invalidateQueries({ queryKey: ['projects', company] }),
      queryClient.invalidateQueries({ queryKey: ['trash', company] }),
    ]),
  });
}

export function useRestoreProject(company: number) {
  return useWrite({
    write: ({ project }: { project: number }, key) =>
      take(
        api.POST('/api/v1/projects/{project}/restoration', {
          params: { path: { project }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: () => Promise.all([
      queryClient.invalidateQueries({ queryKey: ['projects', company] }),
      queryClient.invalidateQueries({ queryKey: ['trash', company] }),
    ]),
  });
}

/** Projects that were thrown away, the last first. */
export function trashedProjectsQuery(company: number) {
  return queryOptions({
    queryKey: ['trash', company, 'projects'],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/companies/{company}/trash/projects', {
            params: { path: { company }, query: { limit: 100, cursor } },
            signal,
          }),
        ),
      ),
  });
}

/** The project with its tag, for texts that several people write. */
export function taggedProjectQuery(project: number) {
  return queryOptions({
    queryKey: ['project', project, 'tagged'],
    queryFn: ({ signal }) =>
      takeTagged(api.GET('/api/v1/projects/{project}', { params: { path: { project } }, signal })),
  });
}
