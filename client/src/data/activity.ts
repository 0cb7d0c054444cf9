// What happened in a project, newest first.
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, type Schemas, take } from '~/api/client';

export type Fact = Schemas['Fact'];

export interface ActivityFilter {
  actor?: number;
  /** Names of facts, with commas between. */
  name?: string;
}

export function activityQuery(company: number, project: number, filter: ActivityFilter) {
  return infiniteQueryOptions({
    queryKey: ['activity', company, 'project', project, filter],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/v1/projects/{project}/events', {
          params: { path: { project }, query: { ...filter, limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
