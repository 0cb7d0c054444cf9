// The days of a month or week, and what stands on which. Pure.
import type { Task } from '~/data/tasks';
import { addDays, daysBetween } from '~/i18n';

export type Mode = 'month' | 'week';

/** The day a week begins with, as people choose it in their profile: 0 is Sunday. */
export const WEEK_STARTS = { sunday: 0, monday: 1, saturday: 6 } as const;

function weekday(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay();
}

export function startOfWeek(day: string, first: number): string {
  return addDays(day, -((weekday(day) - first + 7) % 7));
}

export function startOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The same day in another month, or its last one. */
export function addMonths(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year ?? 1970, (month ?? 1) - 1 + count, 1, 12));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0, 12)).getUTCDate();
  first.setUTCDate(Math.min(date ?? 1, last));
  return first.toISOString().slice(0, 10);
}

/** Whole weeks around a day's month, or its week. */
export function daysOf(mode: Mode, day: string, first: number): string[] {
  if (mode === 'week') return range(startOfWeek(day, first), 7);
  const from = startOfWeek(startOfMonth(day), first);
  const end = addDays(addMonths(startOfMonth(day), 1), -1);
  const weeks = Math.ceil((daysBetween(from, end) + 1) / 7);
  return range(from, weeks * 7);
}

function range(from: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => addDays(from, at));
}

export interface Entry {
  task: Task;
  /** Whether it is due on this day, or begins. */
  kind: 'due' | 'start';
}

/** What stands on each day: due ones, and where a task begins on another day. */
export function entriesByDay(tasks: Task[]): Map<string, Entry[]> {
  const days = new Map<string, Entry[]>();
  const put = (day: string, entry: Entry) => days.set(day, [...(days.get(day) ?? []), entry]);
  for (const task of tasks) {
    if (task.due_on !== null) put(task.due_on, { task, kind: 'due' });
    if (task.start_on !== null && task.start_on !== task.due_on) put(task.start_on, { task, kind: 'start' });
  }
  const rank = { urgent: 0, high: 1, normal: 2, low: 3, none: 4 } as const;
  for (const entries of days.values()) {
    entries.sort((a, b) => Number(a.task.closed_at !== null) - Number(b.task.closed_at !== null) ||
      rank[a.task.priority] - rank[b.task.priority] || a.task.number - b.task.number);
  }
  return days;
}

/** The dates after an entry went to another day: a task keeps its length. */
export function moved({ task, kind }: Entry, day: string): { due_on?: string | null; start_on?: string | null } {
  if (kind === 'start') {
    return task.due_on !== null && day > task.due_on ? { start_on: day, due_on: day } : { start_on: day };
  }
  if (task.start_on === null || task.due_on === null) return { due_on: day };
  return { due_on: day, start_on: addDays(task.start_on, daysBetween(task.due_on, day)) };
}
