// What a list's address says, and what it asks the server for.
import type { TaskFilter as Asked } from '~/data/tasks';
import { addDays } from '~/i18n';
import { listParam, numberParam, wordParam } from '~/params';
import { filterSearch, type TaskFilter } from '../tasks/filter';

export const COLUMNS = ['state', 'assignees', 'due_on', 'priority', 'labels', 'goal', 'start_on', 'updated_at'] as const;
export type Column = (typeof COLUMNS)[number];
export const USUAL: readonly Column[] = ['state', 'assignees', 'due_on', 'priority', 'labels'];

export const SORTS = ['position', 'number', 'title', 'due_on', 'priority', 'updated_at', 'created_at'] as const;
export type SortField = (typeof SORTS)[number];
export type Sort = SortField | `-${SortField}`;

export const GROUPS = ['state', 'assignee', 'goal', 'priority', 'due'] as const;
export type GroupBy = (typeof GROUPS)[number];

export interface ListSearch extends TaskFilter {
  sort?: Sort;
  group?: GroupBy;
  /** Open tasks where nothing is said. */
  show?: 'all' | 'closed';
  cols?: Column[];
  /** The saved view it came from. */
  view?: number;
}

const ALL_SORTS: readonly Sort[] = SORTS.flatMap((field): Sort[] => [field, `-${field}`]);

export function listSearch(search: Record<string, unknown>): ListSearch {
  const cols = listParam(search.cols)?.map((word) => wordParam(word, COLUMNS)).filter((word) => word !== undefined);
  return {
    ...filterSearch(search),
    sort: wordParam(search.sort, ALL_SORTS),
    group: wordParam(search.group, GROUPS),
    show: wordParam(search.show, ['all', 'closed'] as const),
    cols,
    view: numberParam(search.view),
  };
}

/** The days of a due filter, in the server's terms. */
function dueAsked(due: TaskFilter['due'], today: string): Asked {
  switch (due) {
    case 'overdue': return { overdue: true };
    case 'today': return { due_after: today, due_before: today };
    case 'week': return { due_after: today, due_before: addDays(today, 7) };
    case 'later': return { due_after: addDays(today, 8) };
    case 'none': return { dated: false };
    default: return {};
  }
}

/** The filter as the API names it. Both `mine` and people: only mine. */
export function askedOf(filter: TaskFilter, today: string): Asked {
  const { q, assignee, label, goal, priority, mine } = filter;
  return {
    // Shorter than two letters finds everything.
    q: q !== undefined && q.length >= 2 ? q : undefined,
    assignee: mine ? 'me' : assignee?.join(','),
    label: label?.join(','),
    goal: goal?.join(','),
    priority: priority?.join(','),
    ...dueAsked(filter.due, today),
  };
}

/** Everything a list asks for. Groups of due dates and priorities are runs in that order. */
export function queryOf(search: ListSearch, today: string): Asked {
  const { sort, group, show } = search;
  const run = group === 'due' ? 'due_on' : group === 'priority' ? '-priority' : undefined;
  return {
    ...askedOf(search, today),
    closed: show === 'all' ? undefined : show === 'closed',
    sort: run ?? sort ?? 'position',
    limit: 50,
  };
}

/** The next order when a head is pressed: up, down, as on the board. */
export function nextSort(now: Sort | undefined, field: SortField): Sort | undefined {
  if (now === field) return `-${field}`;
  return now === `-${field}` ? undefined : field;
}
