// My tasks by when they are due.
import type { Task } from '~/data/tasks';
import { addDays } from '~/i18n';

export type When = 'overdue' | 'today' | 'week' | 'later';

export const WHENS: readonly When[] = ['overdue', 'today', 'week', 'later'];

export function whenOf(due: string | null, today: string): When {
  if (due === null || due > addDays(today, 7)) return 'later';
  if (due < today) return 'overdue';
  return due === today ? 'today' : 'week';
}

const PRESS = { urgent: 0, high: 1, normal: 2, low: 3, none: 4 } as const;

/** The groups, each by day, then by how much a task presses. */
export function groupTasks(tasks: Task[], today: string): Record<When, Task[]> {
  const groups: Record<When, Task[]> = { overdue: [], today: [], week: [], later: [] };
  for (const task of tasks) groups[whenOf(task.due_on, today)].push(task);
  for (const group of Object.values(groups)) {
    group.sort((a, b) =>
      (a.due_on ?? '9').localeCompare(b.due_on ?? '9') || PRESS[a.priority] - PRESS[b.priority] || a.number - b.number);
  }
  return groups;
}
