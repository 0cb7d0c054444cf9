// Which tasks a view shows: the filter of its address, and whether a card fits it.
import type { Card, Priority } from '~/data/board';
import { PRIORITIES } from '~/data/tasks';
import { addDays } from '~/i18n';
import { flagParam, listParam, textParam, wordParam } from '~/params';

export const DUES = ['overdue', 'today', 'week', 'later', 'none'] as const;
export type Due = (typeof DUES)[number];

export interface TaskFilter {
  /** Words in the title, or a number. */
  q?: string;
  /** Ids of people, or `none`. */
  assignee?: string[];
  /** Ids of labels. */
  label?: string[];
  /** Ids of goals, or `none`. */
  goal?: string[];
  priority?: Priority[];
  due?: Due;
  /** What I am responsible for. */
  mine?: true;
}

export function filterSearch(search: Record<string, unknown>): TaskFilter {
  return {
    q: textParam(search.q),
    assignee: listParam(search.assignee),
    label: listParam(search.label),
    goal: listParam(search.goal),
    priority: priorities(search.priority),
    due: wordParam(search.due, DUES),
    mine: flagParam(search.mine),
  };
}

function priorities(value: unknown): Priority[] | undefined {
  const found = listParam(value)?.map((word) => wordParam(word, PRIORITIES)).filter((word) => word !== undefined);
  return found !== undefined && found.length > 0 ? found : undefined;
}

/** Nothing is filtered. Spread over a search to clear it. */
export const NO_FILTER: TaskFilter = {
  q: undefined, assignee: undefined, label: undefined, goal: undefined, priority: undefined, due: undefined, mine: undefined,
};

export function countFilters(filter: TaskFilter): number {
  const { q, assignee, label, goal, priority, due, mine } = filter;
  return [q, assignee, label, goal, priority, due, mine].filter((part) => part !== undefined).length;
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

export function dueFits(due_on: string | null, closed: boolean, due: Due, today: string): boolean {
  if (due === 'none') return due_on === null;
  if (due_on === null) return false;
  if (due === 'overdue') return !closed && due_on < today;
  if (due === 'today') return due_on === today;
  const weekEnd = addDays(today, 7);
  return due === 'week' ? due_on >= today && due_on <= weekEnd : due_on > weekEnd;
}

/** A test for cards, made once for a filter. Null where everything fits. */
export function matcher(filter: TaskFilter, me: number, today: string): ((card: Card) => boolean) | null {
  if (countFilters(filter) === 0) return null;
  const words = filter.q === undefined ? [] : folded(filter.q).split(/\s+/).filter((word) => word !== '');
  const people = new Set(filter.assignee?.filter((id) => id !== 'none').map(Number));
  const labels = new Set(filter.label?.map(Number));
  const goals = new Set(filter.goal?.filter((id) => id !== 'none').map(Number));
  const levels = filter.priority === undefined ? null : new Set(filter.priority);
  return (card) => {
    if (filter.mine && !card.assignee_ids.includes(me)) return false;
    if (filter.assignee !== undefined) {
      const nobody = filter.assignee.includes('none') && card.assignee_ids.length === 0;
      if (!nobody && !card.assignee_ids.some((id) => people.has(id))) return false;
    }
    if (filter.label !== undefined && !card.label_ids.some((id) => labels.has(id))) return false;
    if (filter.goal !== undefined) {
      const without = filter.goal.includes('none') && card.goal_id === null;
      if (!without && (card.goal_id === null || !goals.has(card.goal_id))) return false;
    }
    if (levels !== null && !levels.has(card.priority)) return false;
    if (filter.due !== undefined && !dueFits(card.due_on, card.closed_at !== null, filter.due, today)) return false;
    if (words.length === 0) return true;
    const title = `${folded(card.title)} #${card.number}`;
    return words.every((word) => title.includes(word));
  };
}
