// The checklist of a task: small steps, in order.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { t } from '~/i18n';
import { toastFailure } from '~/ui/toast';

export type Item = Schemas['ItemBody'];

export function checklistQuery(task: number) {
  return queryOptions({
    queryKey: ['checklist', task],
    queryFn: async ({ signal }) => {
      const page = await take(api.GET('/api/v1/tasks/{task}/checklist', { params: { path: { task } }, signal }));
      return page.items;
    },
  });
}

function show(task: number, change: (items: Item[]) => Item[]): () => void {
  const { queryKey } = checklistQuery(task);
  void queryClient.cancelQueries({ queryKey });
  const before = queryClient.getQueryData(queryKey);
  queryClient.setQueryData(queryKey, (items) => (items === undefined ? undefined : change(items)));
  return () => queryClient.setQueryData(queryKey, before);
}

/** The writes to one checklist go one after the other: what is done to a new item waits until the server has named it. */
function inOrder(task: number) {
  return { mutationKey: ['checklist', task], scope: { id: `checklist-${task}` } };
}

/** Asks anew once the last write is through; an answer from between would take back what is still to be sent. */
async function refresh(task: number): Promise<void> {
  if (queryClient.isMutating({ mutationKey: ['checklist', task] }) > 1) return;
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['checklist', task] }),
    queryClient.invalidateQueries({ queryKey: ['task', task] }),
  ]);
}

let provisionalId = 0;

/** The server's id for each of our own, and ours for each of the server's. */
const named = new Map<number, number>();
const shownAs = new Map<number, number>();

/** The server's id of an item. None: it could not be added. */
function idOf(item: number): number | undefined {
  return item > 0 ? item : named.get(item);
}

/** What stays the same when the server names an item: its row keeps the focus and the draft. */
export function keyOf(item: Item): number {
  return shownAs.get(item.id) ?? item.id;
}

/** An item as it will be, until the server has said its id. */
function provisional(task: number, title: string, section: string): Item {
  provisionalId -= 1;
  return {
    id: provisionalId, task_id: task, section, title, done: false, done_at: null, position: '~', version: 0,
    created_at: new Date().toISOString(),
  };
}

function name(item: Item, added: Item): void {
  named.set(item.id, added.id);
  shownAs.set(added.id, item.id);
  // Its words and place may have been changed since: only the name is news.
  queryClient.setQueryData(checklistQuery(added.task_id).queryKey, (items) =>
    items?.map((known) => (known.id === item.id ? { ...known, id: added.id, position: added.position } : known)));
}

/** Items to add: one for each title, in their order. */
export interface Addition {
  titles: string[];
  section: string;
}

const additions = new WeakMap<Addition, Item[]>();

/** The titles of an addition that the server has not taken. */
export function notAdded(addition: Addition): string[] {
  const items = additions.get(addition) ?? [];
  return addition.titles.filter((_, at) => idOf(items[at]?.id ?? 0) === undefined);
}

/** Adds items behind the others. */
export function useAddItems(task: number) {
  return useWrite({
    ...inOrder(task),
    write: async (addition: Addition, key) => {
      for (const [at, item] of (additions.get(addition) ?? []).entries()) {
        if (idOf(item.id) !== undefined) continue;
        const { title, section } = item;
        const added = await take(
          api.POST('/api/v1/tasks/{task}/checklist', {
            body: section === '' ? { title } : { title, section },
            params: { path: { task }, header: { 'Idempotency-Key': `${key}${at}` } },
          }),
        );
        name(item, added);
      }
    },
    onMutate: (addition) => {
      const added = addition.titles.map((title) => provisional(task, title, addition.section));
      additions.set(addition, added);
      show(task, (items) => [...items, ...added]);
    },
    onError: (error) => {
      show(task, (items) => items.filter((item) => idOf(item.id) !== undefined));
      toastFailure(t('task.itemNotAdded'), error);
    },
    onSettled: () => refresh(task),
  });
}

export interface ItemChange {
  item: Item;
  patch: Schemas['ItemPatch'];
}

function moved(items: Item[], { item, patch }: ItemChange): Item[] {
  const { after, before, ...fields } = patch;
  const next = { ...item, ...fields, section: fields.section ?? item.section, done: fields.done ?? item.done };
  if (after == null && before == null) return items.map((known) => (known.id === item.id ? next : known));
  const rest = items.filter((known) => known.id !== item.id);
  const at = rest.findIndex((known) => known.id === (after ?? before));
  rest.splice(after == null ? at : at + 1, 0, next);
  return rest;
}

/** The patch with the server's ids of the neighbours. None: a neighbour could not be added. */
function withNames(patch: ItemChange['patch']): ItemChange['patch'] | undefined {
  const named = { ...patch };
  for (const side of ['after', 'before'] as const) {
    const neighbour = patch[side];
    if (neighbour == null) continue;
    named[side] = idOf(neighbour);
    if (named[side] === undefined) return undefined;
  }
  return named;
}

/** Changes, ticks or moves an item. */
export function useChangeItem(task: number) {
  return useWrite({
    ...inOrder(task),
    write: async ({ item, patch }: ItemChange) => {
      const id = idOf(item.id);
      const body = withNames(patch);
      // Nothing to change: it, or what it was to stand beside, could not be added, which was said then.
      if (id === undefined || body === undefined) return;
      await take(api.PATCH('/api/v1/checklist-items/{item}', { body, params: { path: { item: id } } }));
    },
    onMutate: (change) => ({ undo: show(task, (items) => moved(items, change)) }),
    onError: (error, _change, shown) => {
      shown?.undo();
      toastFailure(t('task.itemNotChanged'), error);
    },
    onSettled: () => refresh(task),
  });
}

export function useDeleteItem(task: number) {
  return useWrite({
    ...inOrder(task),
    write: async (item: Item) => {
      const id = idOf(item.id);
      if (id !== undefined) await api.DELETE('/api/v1/checklist-items/{item}', { params: { path: { item: id } } });
    },
    onMutate: (item) => ({ undo: show(task, (items) => items.filter((known) => known.id !== item.id)) }),
    onError: (error, _item, shown) => {
      shown?.undo();
      toastFailure(t('task.itemNotDeleted'), error);
    },
    onSettled: () => refresh(task),
  });
}

/** Brings a deleted item back: where it stood, and as it was. */
export function useRestoreItem(task: number) {
  return useWrite({
    ...inOrder(task),
    write: async (item: Item, key) => {
      const id = idOf(item.id);
      if (id === undefined) return;
      await take(
        api.POST('/api/v1/checklist-items/{item}/restoration', {
          params: { path: { item: id }, header: { 'Idempotency-Key': key } },
        }),
      );
    },
    onError: (error) => toastFailure(t('task.itemNotRestored'), error),
    onSettled: () => refresh(task),
  });
}
