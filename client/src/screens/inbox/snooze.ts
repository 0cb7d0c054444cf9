// When a snoozed notice comes back: mornings in the person's own zone.
import { addDays, dayOf, timeZone } from '~/i18n';

/** How far a zone is ahead of UTC at an instant, in minutes. */
function offset(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
  }).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((local - instant) / 60_000);
}

/** The instant of an hour on a day, as clocks in the zone show it. */
export function instantAt(day: string, hour: number, zone: string = timeZone()): string {
  const plain = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`).getTime();
  // Twice: the first guess may lie on the other side of a change of clocks.
  const guess = plain - offset(plain, zone) * 60_000;
  return new Date(plain - offset(guess, zone) * 60_000).toISOString();
}

const MORNING = 8;
const LATER_MS = 3 * 3_600_000;

export type SnoozeName = 'later' | 'tomorrow' | 'week';

/** The usual choices. */
export function snoozes(now: Date = new Date(), zone: string = timeZone()): { name: SnoozeName; until: string }[] {
  const day = dayOf(now);
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  const monday = addDays(day, ((8 - weekday) % 7) || 7);
  return [
    { name: 'later', until: new Date(now.getTime() + LATER_MS).toISOString() },
    { name: 'tomorrow', until: instantAt(addDays(day, 1), MORNING, zone) },
    { name: 'week', until: instantAt(monday, MORNING, zone) },
  ];
}
