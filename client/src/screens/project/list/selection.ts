// Which rows are chosen, and ranges of them. Pure but for the hook.
import { useCallback, useMemo, useState } from 'react';

export interface Selection {
  ids: ReadonlySet<number>;
  /** Where a range began. */
  anchor: number | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

export function toggled({ ids }: Selection, id: number): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** From the anchor to this one, in the order of the rows; what was chosen otherwise stays. */
export function ranged({ ids, anchor }: Selection, order: number[], id: number): Selection {
  const [from, to] = [order.indexOf(anchor ?? id), order.indexOf(id)];
  if (from < 0 || to < 0) return toggled({ ids, anchor }, id);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...range]), anchor: anchor ?? id };
}

export function useSelection() {
  const [selection, set] = useState(NOTHING);
  const toggle = useCallback((id: number) => set((now) => toggled(now, id)), []);
  const extend = useCallback((order: number[], id: number) => set((now) => ranged(now, order, id)), []);
  const all = useCallback((order: number[]) => set((now) => ({ ...now, ids: new Set(order) })), []);
  const clear = useCallback(() => set(NOTHING), []);
  return useMemo(() => ({ ids: selection.ids, toggle, extend, all, clear }), [selection.ids, toggle, extend, all, clear]);
}
