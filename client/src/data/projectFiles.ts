// The files and links of a project, read task by task: there is no list of them by themselves.
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeAll } from '~/api/client';

export type Attachment = Schemas['AttachmentBody'];

/** Tasks of one page. */
const TASKS = 12;

/** Those of the tasks given, in their order, a few tasks at a time. */
export function projectFilesQuery(project: number, tasks: number[]) {
  return infiniteQueryOptions({
    queryKey: ['files', 'of', project, tasks],
    queryFn: async ({ pageParam, signal }) => {
      const some = tasks.slice(pageParam, pageParam + TASKS);
      const lists = await Promise.all(some.map((task) =>
        takeAll((cursor) =>
          take(
            api.GET('/api/v1/tasks/{task}/attachments', {
              params: { path: { task }, query: { limit: 100, cursor } },
              signal,
            }),
          ),
        ),
      ));
      return { items: lists.flat(), next: pageParam + TASKS };
    },
    initialPageParam: 0,
    getNextPageParam: (page) => (page.next < tasks.length ? page.next : undefined),
  });
}
