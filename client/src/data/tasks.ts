// Tasks: one, lists of them, and everything that is done to them. Changes show at once and are
// taken back, with a word about it, where the server says no.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeTagged } from '~/api/client';
import { isStatus } from '~/api/problem';
import { queryClient, useWrite } from '~/api/queries';
import { t } from '~/i18n';
import { toastFailure } from '~/ui/toast';
import { refreshTask, showChange, type TaskChange, type TaskRef } from './taskCache';

export { useCreateTask } from './newTask';
export { keepTasks, refreshTask, showChange, type Task, type TaskChange, type TaskRef } from './taskCache';
export type TaskPatch = Schemas['TaskPatch'];
export type Priority = Schemas['Priority'];
export type StateKind = Schemas['StateKind'];

export const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low', 'none'];

const EXPAND = 'assignees,labels,goal,state,project,creator';

/** A task with its tag, for `If-Match`. */
export function taskQuery(id: number) {
  return queryOptions({
    queryKey: ['task', id],
    queryFn: ({ signal }) =>
      takeTagged(
        api.GET('/api/v1/tasks/{task}', { params: { path: { task: id }, query: { expand: EXPAND } }, signal }),
      ),
  });
}

/** The id of a task by its number, which never changes. */
export function taskIdQuery(company: number, number: number) {
  return queryOptions({
    queryKey: ['taskId', company, number],
    queryFn: async ({ signal }) => {
      const task = await take(
        api.GET('/api/v1/companies/{company}/tasks/{number}', { params: { path: { company, number } }, signal }),
      );
      return task.id;
    },
    staleTime: Infinity,
    retry: (count, error) => count < 2 && !isStatus(error, 403, 404),
  });
}

/** The filters of `GET …/tasks`, as the API names them. */
export interface TaskFilter {
  state?: string;
  assignee?: string;
  label?: string;
  goal?: string;
  parent?: string;
  priority?: string;
  due_after?: string;
  due_before?: string;
  dated?: boolean;
  days_after?: string;
  days_before?: string;
  overdue?: boolean;
  q?: string;
  archived?: boolean;
  closed?: boolean;
  created_after?: string;
  created_before?: string;
  updated_after?: string;
  updated_before?: string;
  sort?: string;
  expand?: string;
  limit?: number;
}

/** Tasks of all projects of a company, page by page. */
export function companyTasksQuery(company: number, filter: TaskFilter) {
  return infiniteQueryOptions({
    queryKey: ['tasks', company, 'all', filter],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/v1/companies/{company}/tasks', {
          params: { path: { company }, query: { ...filter, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Tasks of a project, page by page. */
export function projectTasksQuery(company: number, project: number, filter: TaskFilter) {
  return infiniteQueryOptions({
    queryKey: ['tasks', company, 'project', project, filter],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/v1/projects/{project}/tasks', {
          params: { path: { project }, query: { ...filter, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Shows a change, and what to do when it fails or is done. `quiet` says which failures the caller tells. */
function optimistic<V extends { task: TaskRef }>(
  change: (input: V) => TaskChange,
  what: (input: V) => string = () => t('task.notChanged'),
  quiet: (error: Error, input: V) => boolean = () => false,
) {
  return {
    onMutate: (input: V) => ({ undo: showChange(input.task, change(input)) }),
    onError: (error: Error, input: V, shown: { undo: () => void } | undefined) => {
      shown?.undo();
      if (!quiet(error, input)) toastFailure(what(input), error);
    },
    onSettled: (_answer: unknown, _error: Error | null, input: V) => refreshTask(input.task),
  };
}

/** The part of a patch that can be shown before the answer. */
export function shownOf({ after: _after, before: _before, ...patch }: TaskPatch): TaskChange {
  const { assignee_ids, labels, notes, priority, ...rest } = patch;
  return {
    ...rest,
    ...(assignee_ids === undefined ? {} : { assignee_ids: assignee_ids ?? [] }),
    ...(labels === undefined ? {} : { labels: labels ?? [] }),
    ...(notes === undefined ? {} : { notes: notes ?? '' }),
    ...(priority === undefined ? {} : { priority: priority ?? 'none' }),
  };
}

export interface PatchInput {
  task: TaskRef;
  patch: TaskPatch;
  /** Only this version: a 412 is then for the caller to show. */
  etag?: string | null;
  /** More that changes with it, such as `position` or `closed_at`. */
  show?: TaskChange;
}

/** Changes fields; also state and place (`after`, `before`), assignees and labels. */
export function usePatchTask() {
  return useWrite({
    write: ({ task, patch, etag }: PatchInput) =>
      take(
        api.PATCH('/api/v1/tasks/{task}', {
          body: patch,
          params: { path: { task: task.id }, header: { 'If-Match': etag ?? undefined } },
        }),
      ),
    ...optimistic<PatchInput>(
      ({ patch, show }) => ({ ...shownOf(patch), ...show }),
      undefined,
      (error, { etag }) => etag != null && isStatus(error, 412),
    ),
  });
}

/** Closes a task (into the first state of kind `done`) or opens it again. */
export function useCloseTask() {
  return useWrite({
    write: ({ task, closed }: { task: TaskRef; closed: boolean }, key) => {
      const path = { task: task.id };
      return take(
        closed
          ? api.POST('/api/v1/tasks/{task}/closure', { params: { path, header: { 'Idempotency-Key': key } } })
          : api.DELETE('/api/v1/tasks/{task}/closure', { params: { path } }),
      );
    },
    ...optimistic<{ task: TaskRef; closed: boolean }>(({ closed }) => ({
      closed_at: closed ? new Date().toISOString() : null,
    })),
  });
}

/** Makes somebody responsible, or no longer so. `now` is who is responsible as the screen shows it. */
export function useAssign() {
  return useWrite({
    write: async ({ task, user, assigned }: { task: TaskRef; user: number; assigned: boolean; now: number[] }) => {
      const path = { task: task.id, user: String(user) };
      if (assigned) await api.PUT('/api/v1/tasks/{task}/assignees/{user}', { params: { path } });
      else await api.DELETE('/api/v1/tasks/{task}/assignees/{user}', { params: { path } });
    },
    ...optimistic<{ task: TaskRef; user: number; assigned: boolean; now: number[] }>(({ user, assigned, now }) => ({
      assignee_ids: assigned ? [...now.filter((id) => id !== user), user] : now.filter((id) => id !== user),
    })),
  });
}

/** Puts labels on a task, by name: missing ones are made. */
export function useLabelTask() {
  return useWrite({
    write: ({ task, labels }: { task: TaskRef; labels: string[] }) =>
      take(api.PATCH('/api/v1/tasks/{task}', { body: { labels }, params: { path: { task: task.id } } })),
    ...optimistic<{ task: TaskRef; labels: string[] }>(({ labels }) => ({ labels })),
    onSuccess: (_task, { task }) => queryClient.invalidateQueries({ queryKey: ['labels', task.company_id] }),
  });
}

/** Moves a task, with its subtasks, to another project. */
export function useMoveTask() {
  return useWrite({
    write: ({ task, project }: { task: TaskRef; project: number }, key) =>
      take(
        api.POST('/api/v1/tasks/{task}/move', {
          body: { project_id: project },
          params: { path: { task: task.id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onError: (error) => toastFailure(t('task.notMoved'), error),
    onSettled: (_answer, _error, { task, project }) =>
      Promise.all([refreshTask(task), refreshTask({ ...task, project_id: project })]),
  });
}

/** Puts a task away, or takes it out again. */
export function useArchiveTask() {
  return useWrite({
    write: ({ task, archived }: { task: TaskRef; archived: boolean }, key) => {
      const path = { task: task.id };
      return take(
        archived
          ? api.POST('/api/v1/tasks/{task}/archiving', { params: { path, header: { 'Idempotency-Key': key } } })
          : api.DELETE('/api/v1/tasks/{task}/archiving', { params: { path } }),
      );
    },
    ...optimistic<{ task: TaskRef; archived: boolean }>(({ archived }) => ({
      archived_at: archived ? new Date().toISOString() : null,
    })),
  });
}

/** Throws a task away, with its subtasks. */
export function useTrashTask() {
  return useWrite({
    write: async ({ task }: { task: TaskRef }) => {
      await api.DELETE('/api/v1/tasks/{task}', { params: { path: { task: task.id } } });
    },
    ...optimistic<{ task: TaskRef }>(() => ({ trashed_at: new Date().toISOString() })),
  });
}

/** Takes a task out of the trash. */
export function useRestoreTask() {
  return useWrite({
    write: ({ task }: { task: TaskRef }, key) =>
      take(
        api.POST('/api/v1/tasks/{task}/restoration', {
          params: { path: { task: task.id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    ...optimistic<{ task: TaskRef }>(() => ({ trashed_at: null })),
  });
}

export interface ReviewInput {
  task: TaskRef;
  approved: boolean;
  comment: string;
}

/** Says whether what is up for review is good. Sending back needs words. */
export function useReviewTask() {
  return useWrite({
    write: ({ task, approved, comment }: ReviewInput, key) => {
      const params = { path: { task: task.id }, header: { 'Idempotency-Key': key } };
      return take(
        approved
          ? api.POST('/api/v1/tasks/{task}/approval', { body: comment === '' ? {} : { comment }, params })
          : api.POST('/api/v1/tasks/{task}/return', { body: { comment }, params }),
      );
    },
    onError: (error, { approved }) => toastFailure(t(approved ? 'task.notApproved' : 'task.notReturned'), error),
    onSettled: (_answer, _error, { task }) =>
      Promise.all([refreshTask(task), queryClient.invalidateQueries({ queryKey: ['comments', task.id] })]),
  });
}
