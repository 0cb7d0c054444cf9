// The inbox: what I was told, and what I do with it, one notice or many; every change can be undone.
import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query';
import { api, newKey, type Page, type Schemas, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { t } from '~/i18n';
import { toastFailure, toastUndoable } from '~/ui/toast';

export type Notice = Schemas['NoticeBody'];
export type Shelf = 'unread' | 'inbox' | 'snoozed' | 'done';
export type Act = 'read' | 'unread' | 'archive' | 'unarchive' | 'snooze' | 'unsnooze';

export const SHELVES: readonly Shelf[] = ['inbox', 'unread', 'snoozed', 'done'];

const LISTS = ['notifications', 'list'];

export function noticesQuery(company: number, shelf: Shelf) {
  const state = ({ inbox: 'inbox', unread: 'inbox', snoozed: 'snoozed', done: 'archived' } as const)[shelf];
  return infiniteQueryOptions({
    queryKey: [...LISTS, company, shelf],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/v1/notifications', {
          params: { query: { company, state, unread: shelf === 'unread' ? true : undefined, limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Why I was told, in all detail. */
export function traceQuery(notification: number) {
  return queryOptions({
    queryKey: ['trace', notification],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/notifications/{notification}/trace', { params: { path: { notification } }, signal })),
  });
}

interface ChangeInput {
  act: Act;
  ids: number[];
  /** Until when to snooze. */
  until?: string;
}

/** A list after an act, as far as it can be known here. */
export function afterAct(notices: Notice[], { act, ids }: ChangeInput, shelf: Shelf): Notice[] {
  const touched = new Set(ids);
  if (act === 'read' || act === 'unread') {
    const read_at = act === 'read' ? new Date().toISOString() : null;
    return notices.map((notice) => (touched.has(notice.id) ? { ...notice, read_at } : notice));
  }
  const leaves = { archive: shelf !== 'done', unarchive: shelf === 'done', snooze: shelf !== 'snoozed', unsnooze: shelf === 'snoozed' }[act];
  return leaves ? notices.filter((notice) => !touched.has(notice.id)) : notices;
}

function show(company: number, input: ChangeInput): () => void {
  void queryClient.cancelQueries({ queryKey: LISTS });
  const before = SHELVES.map((shelf) => {
    const { queryKey } = noticesQuery(company, shelf);
    const data: InfiniteData<Page<Notice>> | undefined = queryClient.getQueryData(queryKey);
    if (data !== undefined) {
      const pages = data.pages.map((page) => ({ ...page, items: afterAct(page.items, input, shelf) }));
      queryClient.setQueryData(queryKey, { ...data, pages });
    }
    return () => queryClient.setQueryData(queryKey, data);
  });
  return () => {
    for (const undo of before) undo();
  };
}

/** The id by which a change is taken back. */
function changeId(made: object): number | null {
  return 'id' in made && typeof made.id === 'number' ? made.id : null;
}

function refresh(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['notifications'] });
}

function useChange(company: number) {
  return useWrite({
    write: ({ act, ids, until }: ChangeInput, key) =>
      take(
        api.POST('/api/v1/notifications/changes', {
          body: until === undefined ? { act, ids } : { act, ids, until },
          params: { header: { 'Idempotency-Key': key } },
        }),
      ),
    onMutate: (input) => ({ undo: show(company, input) }),
    onError: (error, _input, shown) => {
      shown?.undo();
      toastFailure(t('inbox.notChanged'), error);
    },
    onSettled: refresh,
  });
}

/** Does something with notices; says it, with a way back, unless it is only reading. */
export function useNoticeDeeds(company: number) {
  const change = useChange(company);
  const reverse = async (id: number) => {
    try {
      await take(
        api.POST('/api/v1/notifications/changes/{change}/reversal', {
          params: { path: { change: id }, header: { 'Idempotency-Key': newKey() } },
        }),
      );
    } catch (error) {
      toastFailure(t('inbox.notUndone'), error);
    }
    await refresh();
  };
  return (input: ChangeInput, quiet = false): void => {
    if (input.ids.length === 0) return;
    change.mutateAsync(input).then(
      (made) => {
        const id = changeId(made);
        if (!quiet && id !== null) toastUndoable(t(`inbox.done_${input.act}`, { count: input.ids.length }), () => void reverse(id));
      },
      () => undefined,
    );
  };
}
