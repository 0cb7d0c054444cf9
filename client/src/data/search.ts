// Full-text search in a company: tasks, comments, names of files; and tasks by their number.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Schemas, take } from '~/api/client';
import { isStatus } from '~/api/problem';

export type Hit = Schemas['HitBody'];
export type HitKind = Schemas['HitKind'];

export const HIT_KINDS: readonly HitKind[] = ['task', 'comment', 'file'];

/** The least that is searched for. */
export const SHORTEST = 2;
const LONGEST = 200;

/** The number that `#42` asks for. */
export function numberIn(text: string): number | undefined {
  const number = Number(/^#(\d{1,9})$/.exec(text.trim())?.[1]);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** Whether a text is long enough, and has a word in it, to be searched for. */
export function isSearchable(text: string): boolean {
  return text.trim().length >= SHORTEST && /[\p{L}\p{N}]{2}/u.test(text);
}

interface SearchFilter {
  q: string;
  kind?: HitKind;
  project?: number;
}

/** Page by page, the best first. Ask only where `isSearchable`. */
export function searchQuery(company: number, { q, kind, project }: SearchFilter) {
  const text = q.trim().slice(0, LONGEST);
  return infiniteQueryOptions({
    queryKey: ['search', company, { q: text, kind, project }],
    queryFn: ({ pageParam, signal }) =>
      take(
        api.GET('/api/v1/companies/{company}/search', {
          params: { path: { company }, query: { q: text, kind, project, limit: 30, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 10_000,
  });
}

/** The first hits, for the palette. */
export function quickSearchQuery(company: number, q: string) {
  const text = q.trim().slice(0, LONGEST);
  return queryOptions({
    queryKey: ['search', company, 'quick', text],
    queryFn: async ({ signal }) => {
      const page = await take(
        api.GET('/api/v1/companies/{company}/search', {
          params: { path: { company }, query: { q: text, limit: 8 } },
          signal,
        }),
      );
      return page.items;
    },
    enabled: isSearchable(text),
    staleTime: 10_000,
  });
}

/** A task by its number; null where there is none that I see. */
export function taskByNumberQuery(company: number, number: number) {
  return queryOptions({
    queryKey: ['search', company, 'number', number],
    queryFn: async ({ signal }) => {
      try {
        return await take(
          api.GET('/api/v1/companies/{company}/tasks/{number}', { params: { path: { company, number } }, signal }),
        );
      } catch (error) {
        if (isStatus(error, 404)) return null;
        throw error;
      }
    },
    staleTime: 10_000,
  });
}
