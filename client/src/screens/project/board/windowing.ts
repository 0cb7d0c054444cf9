// Which cards of a long column are drawn. Pure: heights in, indexes out.

/** How far beyond the edge cards are drawn, in pixels. */
export const MARGIN = 360;
/** The gap between cards; the same as in Cards.module.css. */
export const GAP = 8;

export interface Span {
  first: number;
  /** Not included. */
  end: number;
}

/** The cards that reach into `top` to `bottom`, measured from the first card's top. */
export function spanOf(count: number, heightAt: (at: number) => number, top: number, bottom: number): Span {
  let y = 0;
  let first = 0;
  while (first < count) {
    const end = y + heightAt(first) + GAP;
    if (end > top) break;
    y = end;
    first += 1;
  }
  let end = first;
  while (end < count && y < bottom) {
    y += heightAt(end) + GAP;
    end += 1;
  }
  return { first, end };
}

/** How far down a card begins. */
export function offsetOf(at: number, heightAt: (at: number) => number): number {
  let y = 0;
  for (let i = 0; i < at; i += 1) y += heightAt(i) + GAP;
  return y;
}

export interface Row {
  at: number;
  /** Room above it for cards that are not drawn. */
  above: number;
}

/** The cards to draw: the span, and those that must stay (focused, dragged) wherever they are. */
export function rowsOf(
  count: number, heightAt: (at: number) => number, span: Span, kept: number[],
): { rows: Row[]; below: number } {
  const drawn = new Set(kept.filter((at) => at >= 0 && at < count));
  for (let at = span.first; at < Math.min(span.end, count); at += 1) drawn.add(at);
  const rows: Row[] = [];
  let gap = 0;
  for (let at = 0; at < count; at += 1) {
    if (drawn.has(at)) {
      rows.push({ at, above: gap });
      gap = 0;
    } else {
      gap += heightAt(at) + GAP;
    }
  }
  return { rows, below: gap };
}

/** A first guess at a card's height, before it was measured. */
export function guess(title: string, hasLabels: boolean, hasFoot: boolean): number {
  const lines = Math.min(3, Math.ceil(title.length / 32));
  return 20 + lines * 20 + (hasLabels ? 24 : 0) + (hasFoot ? 30 : 0) + 18;
}
