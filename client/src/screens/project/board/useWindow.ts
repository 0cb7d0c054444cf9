// Draws only the cards in sight of a scrolling element, and those that hold the focus or are dragged.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import type { Card } from '~/data/board';
import { cardKey, idOfKey, type BoardStore } from './store';
import { guess, MARGIN, offsetOf, rowsOf, type Row, type Span, spanOf } from './windowing';

/** The first cards, before anything was measured. */
const START: Span = { first: 0, end: 12 };

let printing = false;

/** Paper shows all cards. */
function subscribePrint(listener: () => void): () => void {
  const set = (on: boolean) => () => {
    printing = on;
    flushSync(listener);
  };
  const [before, after] = [set(true), set(false)];
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}

interface Windowed {
  rows: Row[];
  below: number;
}

export function useWindow(
  store: BoardStore, lane: string, listKey: string, cards: Card[],
  list: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>,
): Windowed {
  const [span, setSpan] = useState(START);
  const [, setMeasured] = useState(0);
  const all = useSyncExternalStore(subscribePrint, () => printing);
  const latest = useRef(cards);
  latest.current = cards;

  const heightAt = useCallback((at: number) => {
    const card = latest.current[at];
    if (card === undefined) return 0;
    return store.heights.get(card.id) ?? guess(card.title, card.label_ids.length > 0, hasFoot(card));
  }, [store]);

  const look = useCallback(() => {
    const [element, outer] = [list.current, scroller.current];
    if (element === null || outer === null) return;
    const frame = outer.getBoundingClientRect();
    const top = frame.top - element.getBoundingClientRect().top;
    const next = spanOf(latest.current.length, heightAt, top - MARGIN, top + frame.height + MARGIN);
    setSpan((now) => (now.first === next.first && now.end === next.end ? now : next));
  }, [list, scroller, heightAt]);

  useEffect(() => {
    const outer = scroller.current;
    if (outer === null) return;
    let frame = 0;
    const soon = () => {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        look();
      });
    };
    let width = outer.clientWidth;
    const sized = new ResizeObserver(() => {
      if (outer.clientWidth !== width) {
        width = outer.clientWidth;
        store.heights.clear();
      }
      soon();
    });
    outer.addEventListener('scroll', soon, { passive: true });
    sized.observe(outer);
    return () => {
      cancelAnimationFrame(frame);
      outer.removeEventListener('scroll', soon);
      sized.disconnect();
    };
  }, [scroller, look, store]);

  // Heights are read after each drawing; where a guess was wrong, the room above is mended at once.
  useLayoutEffect(() => {
    let changed = false;
    for (const child of list.current?.children ?? []) {
      const id = Number(child instanceof HTMLElement ? child.dataset.card : Number.NaN);
      if (Number.isNaN(id)) continue;
      const height = child.getBoundingClientRect().height;
      if (height > 0 && Math.abs((store.heights.get(id) ?? -1) - height) > 0.5) {
        store.heights.set(id, height);
        changed = true;
      }
    }
    if (changed) setMeasured((times) => times + 1);
  });
  useLayoutEffect(look, [cards, look]);

  useEffect(
    () =>
      store.onReveal(listKey, (id) => {
        const at = latest.current.findIndex((card) => card.id === id);
        const [element, outer] = [list.current, scroller.current];
        if (at < 0 || element === null || outer === null) return false;
        const frame = outer.getBoundingClientRect();
        const y = element.getBoundingClientRect().top - frame.top + offsetOf(at, heightAt);
        if (y < 0 || y + heightAt(at) > frame.height) {
          outer.scrollTo({ top: outer.scrollTop + y - frame.height / 3 });
          look();
        }
        return true;
      }),
    [store, listKey, list, scroller, heightAt, look],
  );

  const kept = useKept(store, lane, cards);
  const whole = all ? { first: 0, end: cards.length } : span;
  return rowsOf(cards.length, heightAt, whole, kept);
}

function hasFoot(card: Card): boolean {
  return card.due_on !== null || card.assignee_ids.length > 0 || card.comment_count > 0 ||
    card.attachment_count > 0 || card.checklist.total > 0 || card.subtasks.total > 0;
}

/** Indexes of cards that are drawn wherever they are: the focus must not vanish while one scrolls. */
function useKept(store: BoardStore, lane: string, cards: Card[]): number[] {
  const ids = useMemo(() => new Set(cards.map((card) => card.id)), [cards]);
  const held = useSyncExternalStore(store.subscribe, () => {
    const current = store.current !== null && store.current === cardKey(lane, idOfKey(store.current)) ? idOfKey(store.current) : null;
    const focus = current !== null && ids.has(current) ? current : 0;
    const drag = store.dragging !== null && ids.has(store.dragging) ? store.dragging : 0;
    return `${focus},${drag}`;
  });
  return useMemo(() => {
    const wanted = new Set(held.split(',').map(Number));
    return cards.flatMap((card, at) => (wanted.has(card.id) ? [at] : []));
  }, [cards, held]);
}
