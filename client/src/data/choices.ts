// What pickers offer: the people and the open goals of a project.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeAll } from '~/api/client';

export type ProjectPerson = Schemas['ProjectPersonBody'];
export type Goal = Schemas['GoalBody'];

/** Everybody who sees a project, as far as I may know them. */
export function projectPeopleQuery(project: number) {
  return queryOptions({
    queryKey: ['people', project, 'choices'],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/projects/{project}/people', {
            params: { path: { project }, query: { limit: 100, cursor } },
            signal,
          }),
        ),
      ),
    staleTime: 2 * 60_000,
  });
}

/** All goals of a project, closed ones too: a task may serve one. */
export function projectGoalsQuery(project: number) {
  return queryOptions({
    queryKey: ['goals', project, 'choices'],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/projects/{project}/goals', {
            params: { path: { project }, query: { limit: 100, cursor } },
            signal,
          }),
        ),
      ),
    staleTime: 2 * 60_000,
  });
}
