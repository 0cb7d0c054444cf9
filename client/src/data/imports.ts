// Imports: bringing in a board from elsewhere, and how that stands.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take, takeAll } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';
import { sendForm } from './sendForm';

export type Import = Schemas['ImportBody'];
export type ImportReport = Schemas['ImportReport'];

/** What lists of the board become; `auto` lets their names decide. */
export const LISTS_AS = ['auto', 'state', 'goal'] as const;
export type ListsAs = (typeof LISTS_AS)[number];

export interface ImportWish {
  file: File;
  lists: ListsAs;
  /** The project to fill; a new one where there is none. */
  project: number | null;
  /** Told how much of the file has been sent, from 0 to 1. */
  onSent?: (share: number) => void;
}

function formOf({ file, lists, project }: ImportWish): FormData {
  const form = new FormData();
  form.set('lists', lists);
  // It waits to be confirmed, with a report of what would happen.
  form.set('hold', 'true');
  if (project !== null) form.set('project_id', String(project));
  form.set('file', file);
  return form;
}

export function importsQuery(company: number) {
  return queryOptions({
    queryKey: ['imports', company],
    queryFn: ({ signal }) =>
      takeAll((cursor) =>
        take(
          api.GET('/api/v1/companies/{company}/imports', {
            params: { path: { company }, query: { limit: 50, cursor } }, signal,
          }),
        ), 200,
      ),
  });
}

export function isGoingOn(status: Import['status'] | undefined): boolean {
  return status === 'queued' || status === 'running' || status === 'reversing';
}

/** One import; asked again each second while it goes on. */
export function importQuery(company: number, id: number) {
  return queryOptions({
    queryKey: ['imports', company, id],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/companies/{company}/imports/{import}', {
          params: { path: { company, import: id } }, signal,
        }),
      ),
    refetchInterval: (query) => (isGoingOn(query.state.data?.status) ? 1_000 : false),
  });
}

function know(company: number) {
  return (one: Import) => {
    queryClient.setQueryData(importQuery(company, one.id).queryKey, one);
    return queryClient.invalidateQueries({ queryKey: importsQuery(company).queryKey, exact: true });
  };
}

/** Sends a file: it is read, and waits with a report of what would happen to be confirmed. */
export function useRehearse(company: number) {
  return useWrite({
    write: (wish: ImportWish, key) =>
      sendForm<Import>('POST', `/api/v1/companies/${company}/imports`, formOf(wish), { key, onSent: wish.onSent }),
    onSuccess: know(company),
    retry: false,
  });
}

export function useConfirmImport(company: number) {
  return useWrite({
    write: (id: number, key) =>
      take(
        api.POST('/api/v1/companies/{company}/imports/{import}/confirmation', {
          params: { path: { company, import: id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: know(company),
  });
}

export function useGiveUpImport(company: number) {
  return useWrite({
    write: async (id: number) => {
      await api.DELETE('/api/v1/companies/{company}/imports/{import}', { params: { path: { company, import: id } } });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: importsQuery(company).queryKey, exact: true }),
  });
}

/** Takes an import back: what it made and nobody has touched since goes. */
export function useReverseImport(company: number) {
  return useWrite({
    write: (id: number, key) =>
      take(
        api.POST('/api/v1/companies/{company}/imports/{import}/reversal', {
          params: { path: { company, import: id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onSuccess: know(company),
  });
}
