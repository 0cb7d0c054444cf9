// Names of months and weekdays in the reader's language.
import { currentLocale } from '~/i18n';

function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

export function weekdayName(day: string): string {
  return new Intl.DateTimeFormat(currentLocale(), { timeZone: 'UTC', weekday: 'short' }).format(noon(day));
}

export function monthName(day: string): string {
  const name = new Intl.DateTimeFormat(currentLocale(), { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(noon(day));
  return name.charAt(0).toLocaleUpperCase(currentLocale()) + name.slice(1);
}

/** 23 – 29 November 2026 */
export function weekName(from: string, to: string): string {
  return new Intl.DateTimeFormat(currentLocale(), { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
    .formatRange(noon(from), noon(to));
}
