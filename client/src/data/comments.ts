// What was said about a task.
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeTagged } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { Outbox, useSend } from './outbox';

export type Comment = Schemas['CommentBody'];

/** The newest first, as they are read; screens turn them round. */
export function commentsQuery(task: number) {
  return infiniteQueryOptions({
    queryKey: ['comments', task],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/v1/tasks/{task}/comments', {
          params: { path: { task }, query: { order: 'newest', limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

function change(task: number, rows: (comments: Comment[], first: boolean) => Comment[]): void {
  queryClient.setQueryData(commentsQuery(task).queryKey, (known) =>
    known === undefined
      ? undefined
      : { ...known, pages: known.pages.map((page, at) => ({ ...page, items: rows(page.items, at === 0) })) },
  );
}

function refresh(task: number): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['comments', task] });
}

export interface NewComment {
  task: number;
  text: string;
}

/** Comments on their way: each arrives once, also over a lost connection. */
export const newComments = new Outbox<NewComment, Comment>({
  name: 'comment',
  post: ({ task, text }, key) =>
    take(
      api.POST('/api/v1/tasks/{task}/comments', {
        body: { text },
        params: { path: { task }, header: { 'Idempotency-Key': key } },
      }),
    ),
  arrived: (added, { task }) => {
    change(task, (items, first) => (first ? [added, ...items.filter((known) => known.id !== added.id)] : items));
    void refresh(task);
  },
  words: ({ text }) => text,
});

export function useAddComment() {
  return useSend(newComments);
}

/** Changes what one said, unless it was changed elsewhere since it was read: then 412. */
export function useEditComment(task: number) {
  return useWrite({
    write: async ({ comment, text }: { comment: Comment; text: string }) => {
      const path = { comment: comment.id };
      const now = await takeTagged(api.GET('/api/v1/comments/{comment}', { params: { path } }));
      const same = now.value.text === comment.text;
      return take(
        api.PATCH('/api/v1/comments/{comment}', {
          body: { text },
          params: { path, header: { 'If-Match': same ? (now.etag ?? undefined) : '"stale"' } },
        }),
      );
    },
    onSuccess: (edited) => change(task, (items) => items.map((known) => (known.id === edited.id ? edited : known))),
    onSettled: () => refresh(task),
  });
}

export function useDeleteComment(task: number) {
  return useWrite({
    write: async (comment: number) => {
      await api.DELETE('/api/v1/comments/{comment}', { params: { path: { comment } } });
    },
    onMutate: (comment) => change(task, (items) => items.filter((known) => known.id !== comment)),
    onSettled: () => refresh(task),
  });
}

export function useRestoreComment(task: number) {
  return useWrite({
    write: (comment: number, key) =>
      take(
        api.POST('/api/v1/comments/{comment}/restoration', {
          params: { path: { comment }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSettled: () => refresh(task),
  });
}
