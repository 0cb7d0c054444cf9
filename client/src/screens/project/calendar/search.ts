// What a calendar's address says.
import { dayParam, numberParam, wordParam } from '~/params';
import { filterSearch, type TaskFilter } from '../tasks/filter';
import type { Mode } from './days';

export interface CalendarSearch extends TaskFilter {
  mode?: Mode;
  /** A day of the month or week; today where nothing is said. */
  day?: string;
  view?: number;
}

export function calendarSearch(search: Record<string, unknown>): CalendarSearch {
  return {
    ...filterSearch(search),
    mode: wordParam(search.mode, ['month', 'week'] as const),
    day: dayParam(search.day),
    view: numberParam(search.view),
  };
}
