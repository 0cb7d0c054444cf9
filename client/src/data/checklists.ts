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

function refresh(task: number): Promise<unknown> {
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['checklist', task] }),
    queryClient.invalidateQueries({ queryKey: ['task', task] }),
  ]);
}

/** Adds items behind the others: one for each title, in their order. */
export function useAddItems(task: number) {
  return useWrite({
    write: async ({ titles, section = '' }: { titles: string[]; section?: string }, key) => {
      for (const [at, title] of titles.entries()) {
        await take(
          api.POST('/api/v1/tasks/{task}/checklist', {
            body: section === '' ? { title } : { title, section },
            params: { path: { task }, header: { 'Idempotency-Key': `${key}${at}` } },
          }),
        );
      }
    },
    onMutate: ({ titles, section = '' }) => ({
      undo: show(task, (items) => [...items, ...titles.map((title) => provisional(task, title, section))]),
    }),
    onError: (error, _input, shown) => {
      shown?.undo();
      toastFailure(t('task.itemNotAdded'), error);
    },
    onSettled: () => refresh(task),
  });
}

let provisionalId = -1;

/** An item as it will be, until the server has said its id. */
function provisional(task: number, title: string, section: string): Item {
  provisionalId -= 1;
  return {
    id: provisionalId, task_id: task, section, title, done: false, done_at: null, position: '~', version: 0,
    created_at: new Date().toISOString(),
  };
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

/** Changes, ticks or moves an item. */
export function useChangeItem(task: number) {
  return useWrite({
    write: ({ item, patch }: ItemChange) =>
      take(api.PATCH('/api/v1/checklist-items/{item}', { body: patch, params: { path: { item: item.id } } })),
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
    write: async (item: Item) => {
      await api.DELETE('/api/v1/checklist-items/{item}', { params: { path: { item: item.id } } });
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
    write: (item: Item, key) =>
      take(
        api.POST('/api/v1/checklist-items/{item}/restoration', {
          params: { path: { item: item.id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onError: (error) => toastFailure(t('task.itemNotRestored'), error),
    onSettled: () => refresh(task),
  });
}
