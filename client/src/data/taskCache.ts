// Tasks as they lie in the cache: the task itself, lists of tasks, boards. A change is shown at
// once in all of them, and taken back in all of them where the server refuses it.
import type { QueryKey } from '@tanstack/react-query';
import type { Schemas, Tagged } from '~/api/client';
import { queryClient } from '~/api/queries';

export type Task = Schemas['TaskBody'];

/** What names a task well enough to change it. A task, a card with its company, a row: all fit. */
export interface TaskRef {
  id: number;
  company_id: number;
  project_id: number;
}

/** The fields that a change may show before the server has said yes. */
export type TaskChange = Partial<
  Pick<
    Task,
    | 'title' | 'notes' | 'state' | 'goal_id' | 'parent_id' | 'project_id' | 'position' | 'priority'
    | 'start_on' | 'due_on' | 'assignee_ids' | 'labels' | 'closed_at' | 'archived_at' | 'trashed_at'
  >
>;

/** Shows a change in caches of its own, and gives back how to take it back. */
export type Keeper = (task: TaskRef, change: TaskChange) => (() => void) | null;

const keepers = new Set<Keeper>();

/** For areas that keep tasks in a form of their own, such as a board. Call it once, where the module loads. */
export function keepTasks(keeper: Keeper): void {
  keepers.add(keeper);
}

/** Shows a change everywhere. Call what it returns to take it back. */
export function showChange(task: TaskRef, change: TaskChange): () => void {
  const back = [...keepers].map((keep) => keep(task, change)).filter((undo) => undo !== null);
  return () => {
    for (const undo of back) undo();
  };
}

/** Reads anew whatever may show this task. */
export function refreshTask(task: TaskRef): Promise<unknown> {
  const keys: QueryKey[] = [
    ['task', task.id], ['tasks', task.company_id], ['board', task.project_id], ['projects', task.company_id],
    ['goals', task.project_id],
  ];
  return Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** Whether a list still shows a task after this. */
function gone(change: TaskChange): boolean {
  return Boolean(change.trashed_at) || Boolean(change.archived_at);
}

interface Paged {
  pages: { items: unknown[] }[];
}

function isPaged(data: unknown): data is Paged {
  return typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages);
}

function hasId(row: unknown, id: number): row is { id: number } {
  return typeof row === 'object' && row !== null && 'id' in row && row.id === id;
}

/** The list with the task changed or left out; the very same list where it is not in it. */
export function changeRows<R>(rows: R[], id: number, change: TaskChange): R[] {
  if (!rows.some((row) => hasId(row, id))) return rows;
  if (gone(change)) return rows.filter((row) => !hasId(row, id));
  return rows.map((row) => (hasId(row, id) ? { ...row, ...change } : row));
}

/** A cached list, in pages or plain, with the task changed. */
export function changeList(data: unknown, id: number, change: TaskChange): unknown {
  if (Array.isArray(data)) return changeRows(data, id, change);
  if (!isPaged(data)) return data;
  const pages = data.pages.map((page) => {
    const items = changeRows(page.items, id, change);
    return items === page.items ? page : { ...page, items };
  });
  return pages.some((page, at) => page !== data.pages[at]) ? { ...data, pages } : data;
}

/** Changes all cached queries under a key, and gives back how to take it back. */
export function changeUnder(queryKey: QueryKey, change: (data: unknown) => unknown): () => void {
  void queryClient.cancelQueries({ queryKey });
  const before = queryClient.getQueriesData({ queryKey });
  for (const [key, data] of before) {
    if (data === undefined) continue;
    const next = change(data);
    if (next !== data) queryClient.setQueryData(key, next);
  }
  return () => {
    for (const [key, data] of before) if (data !== undefined) queryClient.setQueryData(key, data);
  };
}

keepTasks((task, change) => changeUnder(['tasks', task.company_id], (data) => changeList(data, task.id, change)));

keepTasks((task, change) => {
  const key = ['task', task.id];
  void queryClient.cancelQueries({ queryKey: key });
  const before = queryClient.getQueryData<Tagged<Task>>(key);
  if (before === undefined) return null;
  queryClient.setQueryData<Tagged<Task>>(key, { ...before, value: { ...before.value, ...change } });
  return () => queryClient.setQueryData(key, before);
});
