// Mornings in the person's zone, also where clocks change.
import { describe, expect, test } from 'vitest';
import { instantAt, snoozes } from './snooze';

describe('instantAt', () => {
  test.each([
    ['2026-11-24', 8, 'UTC', '2026-11-24T08:00:00.000Z'],
    ['2026-11-24', 8, 'Europe/Madrid', '2026-11-24T07:00:00.000Z'],
    ['2026-03-29', 8, 'Europe/Madrid', '2026-03-29T06:00:00.000Z'],
    ['2026-07-01', 8, 'America/New_York', '2026-07-01T12:00:00.000Z'],
    ['2026-11-24', 8, 'Asia/Kolkata', '2026-11-24T02:30:00.000Z'],
  ])('%s %i in %s', (day, hour, zone, expected) => {
    expect(instantAt(day, hour, zone)).toBe(expected);
  });
});

test('next week is always the coming Monday', () => {
  for (const day of ['2026-11-22', '2026-11-23', '2026-11-24']) {
    const week = snoozes(new Date(`${day}T15:00:00Z`), 'UTC').find(({ name }) => name === 'week');
    expect(new Date(week?.until ?? '').getUTCDay()).toBe(1);
    expect(week?.until.slice(0, 10) ?? '').not.toBe(day);
  }
});
