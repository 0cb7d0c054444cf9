// Tasks of a project that touch some days, and those without a date.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, take, takeAll } from '~/api/client';
import type { TaskFilter } from './tasks';

export function calendarQuery(company: number, project: number, from: string, to: string, filter: TaskFilter) {
  return queryOptions({
    queryKey: ['tasks', company, 'calendar', project, from, to, filter],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/projects/{project}/tasks', {
            params: { path: { project }, query: { ...filter, days_after: from, days_before: to, sort: 'due_on', limit: 100, cursor } },
            signal,
          }),
        ),
      ),
    placeholderData: (before) => before,
  });
}

export function datelessQuery(company: number, project: number, filter: TaskFilter) {
  return infiniteQueryOptions({
    queryKey: ['tasks', company, 'dateless', project, filter],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/v1/projects/{project}/tasks', {
          params: { path: { project }, query: { ...filter, dated: false, closed: false, limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
