// What a board's address says.
import { numberParam, wordParam } from '~/params';
import { filterSearch, type TaskFilter } from '../tasks/filter';
import type { LaneBy } from './columns';

export interface BoardSearch extends TaskFilter {
  lanes?: LaneBy;
  /** The saved view it came from. */
  view?: number;
}

export function boardSearch(search: Record<string, unknown>): BoardSearch {
  return { ...filterSearch(search), lanes: wordParam(search.lanes, ['assignee', 'goal'] as const), view: numberParam(search.view) };
}
