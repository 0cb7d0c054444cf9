// Key presses on the board's cards.
import { type KeyboardEvent, useCallback } from 'react';
import type { Board, Card } from '~/data/board';
import type { Lane, LaneBy } from './columns';
import { cellOf, type Direction, directionOf, type Ground, rangeOf, type Spot, spotOf, walk } from './keyboard';
import { type BoardStore, cardKey, idOfKey, listKey } from './store';
import { type BoardActions, placeAt, togetherWith } from './useCardActions';

export interface Now {
  board: Board;
  lanes: Lane[];
  by: LaneBy | undefined;
  store: BoardStore;
}

function groundOf({ board, lanes }: Now): Ground {
  return { lanes, states: board.states.map((state) => state.id) };
}

/** Gives the focus to what stands at a spot. */
export function focusSpot(now: Now, spot: Spot | null): Card | null {
  const ground = groundOf(now);
  const card = spot === null ? undefined : cellOf(ground, spot.lane, spot.state)[spot.at];
  const lane = spot === null ? undefined : now.lanes[spot.lane];
  if (spot === null || card === undefined || lane === undefined) return null;
  now.store.focus(listKey(lane.key, card.state_id), cardKey(lane.key, card.id));
  return card;
}

/** Moves the cards at a spot one step; the focus goes along. */
function step(now: Now, actions: BoardActions, spot: Spot, direction: Direction, card: Card): void {
  const ground = groundOf(now);
  const lane = now.lanes[spot.lane];
  if (lane === undefined) return;
  const ids = togetherWith(now.board.project_id, now.store, card.id);
  if (direction === 'up' || direction === 'down') {
    const cards = cellOf(ground, spot.lane, spot.state).filter((c) => c.id === card.id || !ids.includes(c.id));
    const at = cards.findIndex((c) => c.id === card.id);
    const other = cards[direction === 'up' ? at - 1 : at + 1];
    if (other === undefined) return;
    const place = direction === 'up' ? { before: other.id } : { after: other.id };
    actions.drop(now, ids, lane.key, { state: card.state_id, lane: lane.key }, place);
    return;
  }
  const state = ground.states[spot.state + (direction === 'left' ? -1 : 1)];
  if (state === undefined) return;
  const cards = (lane.cells.get(state) ?? []).filter((c) => !ids.includes(c.id));
  actions.drop(now, ids, lane.key, { state, lane: lane.key }, placeAt(cards, spot.at));
}

function onCard(event: KeyboardEvent, now: Now, actions: BoardActions, key: string): boolean {
  const { store } = now;
  const id = idOfKey(key);
  const spot = spotOf(groundOf(now), key.slice(0, key.indexOf('/')), id);
  const card = spot === null ? undefined : cellOf(groundOf(now), spot.lane, spot.state)[spot.at];
  if (spot === null || card === undefined) return false;
  const direction = directionOf(event.key);
  if (direction !== undefined) {
    if (event.ctrlKey || event.altKey || event.metaKey) step(now, actions, spot, direction, card);
    else {
      const next = focusSpot(now, walk(groundOf(now), spot, direction));
      if (event.shiftKey && next !== null) {
        store.anchor ??= id;
        store.select(rangeOf(groundOf(now), store.anchor, next.id));
      }
    }
    return true;
  }
  switch (event.key) {
    case ' ':
      store.toggle(id);
      return true;
    case 'Home':
      focusSpot(now, { ...spot, at: 0 });
      return true;
    case 'End':
      focusSpot(now, { ...spot, at: cellOf(groundOf(now), spot.lane, spot.state).length - 1 });
      return true;
    case 'Escape':
      if (store.selected.size === 0) return false;
      store.select([]);
      store.anchor = null;
      return true;
    default:
      return false;
  }
}

export function useBoardKeys(now: () => Now | null, actions: BoardActions, editable: boolean) {
  return useCallback((event: KeyboardEvent) => {
    const here = now();
    const target = event.target;
    if (here === null || event.defaultPrevented || !(target instanceof HTMLElement)) return;
    // Only from the card's title: its checkbox and button have keys of their own.
    if (!target.hasAttribute('data-open')) return;
    const key = target.closest<HTMLElement>('[data-key]')?.dataset.key;
    if (key === undefined) return;
    const moves = event.ctrlKey || event.altKey || event.metaKey;
    if ((moves || event.key === ' ') && !editable) return;
    if (onCard(event, here, actions, key)) event.preventDefault();
  }, [now, actions, editable]);
}
