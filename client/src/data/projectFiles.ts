// The files and links of a project, newest first, each with the task it hangs on.
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, type Schemas, take } from '~/api/client';

export type ProjectFile = Schemas['ProjectAttachmentBody'];

export const FILE_KINDS = ['picture', 'document', 'link'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export function projectFilesQuery(project: number, kind: FileKind | undefined) {
  return infiniteQueryOptions({
    queryKey: ['files', 'of', project, kind ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/v1/projects/{project}/attachments', {
          params: { path: { project }, query: { kind, limit: 48, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
