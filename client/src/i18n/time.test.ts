// Days and times as people read them: in their zone, their language, and as near as they are.
import { beforeEach, describe, expect, test } from 'vitest';
import { setCatalogue } from './locale';
import {
  addDays, dayOf, daysBetween, formatAgo, formatBytes, formatDayNear, formatDayOfWeek, formatTime, setTimeZone, timeZone,
} from './time';

beforeEach(() => {
  setCatalogue('en', {});
  setTimeZone('Europe/Madrid');
});

test('a day is that of the zone, not of UTC', () => {
  expect(dayOf('2026-11-23T23:30:00Z')).toBe('2026-11-24');
  setTimeZone('America/Lima');
  expect(dayOf('2026-11-23T03:30:00Z')).toBe('2026-11-22');
});

test('an unknown zone leaves the one before', () => {
  setTimeZone('Moon/Copernicus');
  expect(timeZone()).toBe('Europe/Madrid');
});

test('days are counted over changes of the clock and leap days', () => {
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
});

test.each([
  ['2026-11-22', 'Yesterday', 'Ayer'],
  ['2026-11-23', 'Today', 'Hoy'],
  ['2026-11-24', 'Tomorrow', 'Mañana'],
  ['2026-11-27', 'Friday', 'Viernes'],
  ['2026-11-30', 'Nov 30', '30 nov'],
  ['2027-01-05', 'Jan 5, 2027', '5 ene 2027'],
])('%s is near as %s, %s', (day, english, spanish) => {
  expect(formatDayNear(day, '2026-11-23')).toBe(english);
  setCatalogue('es', {});
  expect(formatDayNear(day, '2026-11-23')).toBe(spanish);
});

test.each([
  ['2026-11-22', 'Yesterday', 'Ayer'],
  ['2026-11-27', 'Friday, November 27', 'Viernes, 27 de noviembre'],
  ['2025-11-27', 'Thursday, November 27, 2025', 'Jueves, 27 de noviembre de 2025'],
])('what is on %s stands under %s, %s', (day, english, spanish) => {
  expect(formatDayOfWeek(day, '2026-11-23')).toBe(english);
  setCatalogue('es', {});
  expect(formatDayOfWeek(day, '2026-11-23')).toBe(spanish);
});

describe('ago', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  test.each([
    ['2026-11-23T11:59:40Z', 'now'],
    ['2026-11-23T11:55:00Z', '5 minutes ago'],
    ['2026-11-23T09:00:00Z', '3 hours ago'],
    ['2026-11-22T09:00:00Z', 'yesterday'],
    ['2026-11-20T09:00:00Z', '3 days ago'],
    ['2026-11-01T09:00:00Z', 'Nov 1'],
  ])('%s is %s', (instant, said) => expect(formatAgo(instant, now)).toBe(said));
});

test('times are those of the zone', () => {
  expect(formatTime('2026-11-23T12:05:00Z').replace(/\s/g, ' ')).toBe('1:05 PM');
  setCatalogue('es', {});
  expect(formatTime('2026-11-23T12:05:00Z')).toBe('13:05');
});

test('bytes are short', () => {
  expect([formatBytes(0), formatBytes(999), formatBytes(1_500_000), formatBytes(20_000)])
    .toEqual(['0 bytes', '999 bytes', '1.5 MB', '20 kB']);
});
