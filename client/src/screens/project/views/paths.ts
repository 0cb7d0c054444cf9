// Where a saved view is shown.
import type { ViewKind } from '~/data/views';

export const VIEW_PATHS = {
  board: '/c/$company/p/$project/board',
  list: '/c/$company/p/$project/list',
  calendar: '/c/$company/p/$project/calendar',
} as const satisfies Record<ViewKind, string>;
