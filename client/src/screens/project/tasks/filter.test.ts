// What fits a filter.
import { expect, test } from 'vitest';
import type { Card } from '~/data/board';
import { dueFits, filterSearch, matcher } from './filter';

const card: Card = {
  id: 1, number: 42, title: 'Diseñar el menú', state_id: 1, goal_id: 7, parent_id: null, position: 'V', priority: 'high', start_on: null,
  due_on: '2026-11-20', closed_at: null, assignee_ids: [3], label_ids: [9], comment_count: 0, attachment_count: 0,
  checklist: { done: 0, total: 0 }, subtasks: { done: 0, total: 0 }, version: 1,
};

const today = '2026-11-23';

test('no filter is no test', () => {
  expect(matcher({}, 3, today)).toBeNull();
});

test.each([
  [{ q: 'menu disenar' }, true], [{ q: '#42' }, true], [{ q: 'postre' }, false],
  [{ mine: true as const }, true], [{ assignee: ['none'] }, false], [{ assignee: ['3', 'none'] }, true],
  [{ label: ['9'] }, true], [{ label: ['8'] }, false], [{ goal: ['none'] }, false], [{ goal: ['7'] }, true],
  [{ priority: ['low' as const] }, false], [{ due: 'overdue' as const }, true], [{ due: 'none' as const }, false],
])('%o fits: %s', (filter, fits) => {
  expect(matcher(filter, 3, today)?.(card)).toBe(fits);
});

test('what is done is not overdue', () => {
  expect(dueFits('2026-11-20', true, 'overdue', today)).toBe(false);
  expect(dueFits('2026-11-30', false, 'week', today)).toBe(true);
  expect(dueFits('2026-12-01', false, 'later', today)).toBe(true);
});

test('an address is read loosely', () => {
  expect(filterSearch({ assignee: '3,none', priority: ['high', 'bogus'], due: 'never', mine: 1, q: 7 })).toEqual({
    q: '7', assignee: ['3', 'none'], label: undefined, goal: undefined, priority: ['high'], due: undefined, mine: true,
  });
});
