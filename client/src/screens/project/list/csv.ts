// The address of a list's download: the same filter and order as on the screen, all of its rows.
import type { TaskFilter as Asked } from '~/data/tasks';

export function listQueryString({ limit: _limit, ...asked }: Asked): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) params.set(name, String(value));
  return params.toString();
}
