// What a board knows besides its cards: which one has the focus, which are chosen, how tall they
// are. Outside of React, so that a step of the focus draws two cards and not the board.
import { useCallback, useSyncExternalStore } from 'react';

/** A card in a lane: with lanes by person, one card may stand in two. */
export function cardKey(lane: string, id: number): string {
  return `${lane}/${id}`;
}

export function idOfKey(key: string): number {
  return Number(key.slice(key.indexOf('/') + 1));
}

/** How long a card that is being moved holds the focus: the server's answer may put it elsewhere. */
const HOLD_MS = 2_500;

/** The name of the list of one state in one lane. */
export function listKey(lane: string, state: number): string {
  return `${lane}:${state}`;
}

/** Scrolls a card of a list into sight and draws it. Says whether it is there. */
export type Reveal = (id: number) => boolean;

export class BoardStore {
  /** The one card that Tab reaches. */
  current: string | null = null;
  selected: ReadonlySet<number> = new Set();
  /** Where a range began. */
  anchor: number | null = null;
  /** The card that shall have the browser's focus, as soon as and whenever it is drawn there, until then. */
  wanted: { list: string; key: string; until: number } | null = null;
  dragging: number | null = null;
  readonly heights = new Map<number, number>();
  readonly #reveals = new Map<string, Reveal>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  setCurrent(key: string | null): void {
    if (key === this.current) return;
    this.current = key;
    this.#changed();
  }

  /** Gives a card the focus, wherever in its list it is. */
  focus(list: string, key: string): void {
    this.wanted = { list, key, until: Date.now() + HOLD_MS };
    this.current = key;
    this.#reveals.get(list)?.(idOfKey(key));
    this.#changed();
  }

  onReveal(list: string, reveal: Reveal): () => void {
    this.#reveals.set(list, reveal);
    return () => {
      if (this.#reveals.get(list) === reveal) this.#reveals.delete(list);
    };
  }

  select(ids: Iterable<number>): void {
    this.selected = new Set(ids);
    this.#changed();
  }

  toggle(id: number): void {
    const next = new Set(this.selected);
    if (!next.delete(id)) next.add(id);
    this.selected = next;
    this.anchor = id;
    this.#changed();
  }

  setDragging(id: number | null): void {
    this.dragging = id;
    this.#changed();
  }
}

export function useSelected(store: BoardStore): ReadonlySet<number> {
  return useSyncExternalStore(store.subscribe, () => store.selected);
}

/** How a card stands: drawn anew only when this changes. */
export function useCardState(store: BoardStore, key: string, id: number): { current: boolean; selected: boolean; dragging: boolean } {
  const read = useCallback(
    () => (store.current === key ? 1 : 0) + (store.selected.has(id) ? 2 : 0) + (store.dragging === id ? 4 : 0),
    [store, key, id],
  );
  const bits = useSyncExternalStore(store.subscribe, read);
  return { current: (bits & 1) !== 0, selected: (bits & 2) !== 0, dragging: (bits & 4) !== 0 };
}
