// Tasks that were thrown away in a project, the last first.
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, take } from '~/api/client';

export function trashedTasksQuery(company: number, project: number) {
  return infiniteQueryOptions({
    queryKey: ['tasks', company, 'trash', project],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/v1/projects/{project}/trash', {
          params: { path: { project }, query: { limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
