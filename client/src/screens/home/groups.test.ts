// Which tasks are overdue, for today, for the next days, and for later.
import { expect, test } from 'vitest';
import { whenOf } from './groups';

test.each([
  ['2026-11-22', 'overdue'],
  ['2026-11-23', 'today'],
  ['2026-11-24', 'week'],
  ['2026-11-30', 'week'],
  ['2026-12-01', 'later'],
  [null, 'later'],
] as const)('%s is %s', (due, expected) => {
  expect(whenOf(due, '2026-11-23')).toBe(expected);
});
