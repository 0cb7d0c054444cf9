// Months, weeks, and moving a task from day to day.
import { expect, test } from 'vitest';
import type { Task } from '~/data/tasks';
import { addMonths, daysOf, moved, startOfWeek } from './days';

function task(start_on: string | null, due_on: string | null): Task {
  return {
    id: 1, company_id: 1, project_id: 1, number: 1, title: '', notes: '', notes_html: '', state: 1, goal_id: null, parent_id: null,
    position: '', priority: 'none', start_on, due_on, assignee_ids: [], labels: [], checklist: { done: 0, total: 0 },
    subtasks: { done: 0, total: 0 }, closed_at: null, closed_by: null, archived_at: null, trashed_at: null, created_by: null,
    created_at: '', updated_at: '', version: 1,
  };
}

test('a month is whole weeks, from Monday or Sunday', () => {
  const monday = daysOf('month', '2026-11-23', 1);
  expect([monday[0], monday.at(-1), monday.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
  const sunday = daysOf('month', '2026-11-23', 0);
  expect([sunday[0], sunday.at(-1), sunday.length]).toEqual(['2026-11-01', '2026-12-05', 35]);
});

test('a week begins as the reader has it', () => {
  expect(startOfWeek('2026-11-25', 1)).toBe('2026-11-23');
  expect(startOfWeek('2026-11-25', 0)).toBe('2026-11-22');
});

test('months of different lengths', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
});

test('a task that moves keeps its length', () => {
  expect(moved({ task: task('2026-11-20', '2026-11-23'), kind: 'due' }, '2026-11-25')).toEqual({ due_on: '2026-11-25', start_on: '2026-11-22' });
  expect(moved({ task: task(null, '2026-11-23'), kind: 'due' }, '2026-11-25')).toEqual({ due_on: '2026-11-25' });
});

test('a beginning behind the end takes the end along', () => {
  expect(moved({ task: task('2026-11-20', '2026-11-23'), kind: 'start' }, '2026-11-25')).toEqual({ start_on: '2026-11-25', due_on: '2026-11-25' });
});
