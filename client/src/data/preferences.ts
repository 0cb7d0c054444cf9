// Notification preferences: what I am told in a company, and how.
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take } from '~/api/client';
import { queryClient, useWrite } from '~/api/queries';

export type Preferences = Schemas['PreferencesBody'];
export type NoticeKind = Schemas['NoticeKind'];
export type Medium = 'inbox' | 'mail';
type Choice = Schemas['PreferencePatch'];

export function preferencesQuery(company: number) {
  return queryOptions({
    queryKey: ['preferences', company],
    queryFn: ({ signal }) =>
      take(
        api.GET('/api/v1/companies/{company}/notification-preferences', {
          params: { path: { company } }, signal,
        }),
      ),
  });
}

/** The preferences with some choices made. */
export function chosen(before: Preferences, choices: Choice[]): Preferences {
  return {
    items: before.items.map((item) => {
      const choice = choices.find(({ kind }) => kind === item.kind);
      return { ...item, inbox: choice?.inbox ?? item.inbox, mail: choice?.mail ?? item.mail };
    }),
  };
}

export function useChoose(company: number) {
  const { queryKey } = preferencesQuery(company);
  return useWrite({
    write: (items: Choice[]) =>
      take(
        api.PATCH('/api/v1/companies/{company}/notification-preferences', {
          params: { path: { company } }, body: { items },
        }),
      ),
    // One after the other: the last answer is what holds.
    scope: { id: `preferences ${company}` },
    onMutate: async (items) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      if (before !== undefined) queryClient.setQueryData(queryKey, chosen(before, items));
      return before;
    },
    onError: (_error, _items, before) => queryClient.setQueryData(queryKey, before),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}
