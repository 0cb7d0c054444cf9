// Dates and times: the API speaks RFC 3339 in UTC and YYYY-MM-DD; people read them in their own
// zone and language.
import { agos, numbers } from './kept';
import { currentLocale } from './locale';

let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The person's own zone, from /me. An unknown one leaves the browser's. */
export function setTimeZone(next: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: next });
    zone = next;
  } catch {
    // A zone that this browser does not know.
  }
}

export function timeZone(): string {
  return zone;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${currentLocale()} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(currentLocale(), options);
    formats.set(key, found);
  }
  return found;
}

let lately = { minute: -1, zone: '', day: '' };

/** Today, as the person's calendar has it. Kept for a minute, since all that shows a day asks whenever it is drawn. */
export function today(now: Date = new Date()): string {
  const minute = Math.floor(now.getTime() / 60_000);
  if (minute !== lately.minute || zone !== lately.zone) lately = { minute, zone, day: dayOf(now) };
  return lately.day;
}

let zoned: { zone: string; format: Intl.DateTimeFormat } | null = null;

/** Kept, since making one is slow and long lists ask for each row. */
function inZone(): Intl.DateTimeFormat {
  if (zoned?.zone !== zone) {
    const options = { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    zoned = { zone, format: new Intl.DateTimeFormat('en-US', options) };
  }
  return zoned.format;
}

/** The day of an instant in the person's zone, as YYYY-MM-DD. */
export function dayOf(instant: Date | string): string {
  const parts = inZone().formatToParts(new Date(instant));
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** A day as a Date at noon UTC: far from any edge, and printed with timeZone UTC. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** The day `count` days later. */
export function addDays(day: string, count: number): string {
  const date = noon(day);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);
}

/** 4 Dec, or 4 Dec 2027 in another year. */
export function formatDay(day: string, now: string = today()): string {
  const year = day.slice(0, 4) === now.slice(0, 4) ? undefined : 'numeric';
  return format({ timeZone: 'UTC', day: 'numeric', month: 'short', year }).format(noon(day));
}

/** Friday 4 December 2026: for titles and screen readers. */
export function formatDayLong(day: string): string {
  return format({ timeZone: 'UTC', dateStyle: 'full' }).format(noon(day));
}

/** Today, tomorrow, Friday, 4 Dec: how near a day is. */
export function formatDayNear(day: string, now: string = today()): string {
  const days = daysBetween(now, day);
  if (Math.abs(days) <= 1) return capital(relative(days, 'day'));
  if (days > 1 && days < 7) {
    return capital(format({ timeZone: 'UTC', weekday: 'long' }).format(noon(day)));
  }
  return formatDay(day, now);
}

/** Today, yesterday, tomorrow, Friday, 4 December: to head what is on a day. */
export function formatDayOfWeek(day: string, now: string = today()): string {
  if (Math.abs(daysBetween(now, day)) <= 1) return formatDayNear(day, now);
  const year = day.slice(0, 4) === now.slice(0, 4) ? undefined : 'numeric';
  return capital(format({ timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year }).format(noon(day)));
}

export function formatTime(instant: string): string {
  return format({ timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(new Date(instant));
}

/** Day and time, in full: for titles. */
export function formatInstant(instant: string): string {
  return format({ timeZone: zone, dateStyle: 'full', timeStyle: 'short' }).format(new Date(instant));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60], ['hour', 3_600], ['day', 86_400],
];

/** 5 minutes ago, yesterday; a date where it is longer than a week. */
export function formatAgo(instant: string, now: Date = new Date()): string {
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1_000;
  if (Math.abs(seconds) < 45) return relative(0, 'second');
  if (Math.abs(seconds) > 6.5 * 86_400) return formatDay(dayOf(instant), dayOf(now));
  const days = daysBetween(dayOf(now), dayOf(instant));
  if (Math.abs(seconds) > 22 * 3_600 && days !== 0) return relative(days, 'day');
  let chosen: [Intl.RelativeTimeFormatUnit, number] = ['minute', 60];
  for (const step of STEPS) if (Math.abs(seconds) >= step[1] * 0.95) chosen = step;
  return relative(Math.round(seconds / chosen[1]), chosen[0]);
}

function relative(value: number, unit: Intl.RelativeTimeFormatUnit): string {
  return agos().format(value, unit);
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(currentLocale()) + text.slice(1);
}

/** 1.2 MB */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return new Intl.NumberFormat(currentLocale(), {
    style: 'unit', unit: units[power], unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1_000 ** power);
}

export function formatNumber(value: number): string {
  return numbers().format(value);
}
