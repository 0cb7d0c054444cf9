// Files and links that hang on a task. Sending files is in uploads.ts.
import { queryOptions } from '@tanstack/react-query';
import { api, take, takeAll } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import type { Attachment } from './uploads';

export type { Attachment } from './uploads';

export function attachmentsQuery(task: number) {
  return queryOptions({
    queryKey: ['attachments', task],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/tasks/{task}/attachments', {
            params: { path: { task }, query: { limit: 100, cursor } },
            signal,
          }),
        ),
      ),
  });
}

function refresh(task: number): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['attachments', task] }),
    queryClient.invalidateQueries({ queryKey: ['files'] }),
  ]);
}

export function useAddLink(task: number) {
  return useWrite({
    write: ({ url, name }: { url: string; name: string }, key) =>
      take(
        api.POST('/api/v1/tasks/{task}/links', {
          body: name === '' ? { url } : { url, name },
          params: { path: { task }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: () => refresh(task),
  });
}

export function useDeleteAttachment(task: number) {
  return useWrite({
    write: async (attachment: Attachment) => {
      await api.DELETE('/api/v1/attachments/{attachment}', { params: { path: { attachment: attachment.id } } });
    },
    onMutate: (attachment) => {
      const { queryKey } = attachmentsQuery(task);
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (known) => known?.filter((each) => each.id !== attachment.id));
      return { undo: () => queryClient.setQueryData(queryKey, before) };
    },
    onError: (_error, _attachment, shown) => shown?.undo(),
    onSettled: () => refresh(task),
  });
}

export function useRestoreAttachment(task: number) {
  return useWrite({
    write: (attachment: number, key) =>
      take(
        api.POST('/api/v1/attachments/{attachment}/restoration', {
          params: { path: { attachment }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSettled: () => refresh(task),
  });
}

export function isPicture(attachment: Attachment): boolean {
  return attachment.file?.content_type.startsWith('image/') === true;
}

/** Whether a browser can show it in the page. */
export function isShowable(attachment: Attachment): boolean {
  const kind = attachment.file?.content_type ?? '';
  return /^(image|video|audio)\//.test(kind) || kind === 'application/pdf';
}
