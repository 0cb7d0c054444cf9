// The keyboard on a board: arrows walk, with Ctrl or Alt they move the card, Space chooses.
import type { Card } from '~/data/board';
import type { Lane } from './columns';

export type Direction = 'up' | 'down' | 'left' | 'right';

const ARROWS: Record<string, Direction> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

export function directionOf(key: string): Direction | undefined {
  return ARROWS[key];
}

/** Where a card stands: lane, state and index in the cell. */
export interface Spot {
  lane: number;
  state: number;
  at: number;
}

/** What the keyboard walks over: lanes from top to bottom, states from left to right. */
export interface Ground {
  lanes: Lane[];
  states: number[];
}

export function cellOf({ lanes, states }: Ground, lane: number, state: number): Card[] {
  const id = states[state];
  return (id === undefined ? undefined : lanes[lane]?.cells.get(id)) ?? [];
}

export function spotOf(ground: Ground, laneKey: string, id: number): Spot | null {
  const lane = ground.lanes.findIndex((l) => l.key === laneKey);
  for (let state = 0; state < ground.states.length; state += 1) {
    const at = cellOf(ground, lane, state).findIndex((card) => card.id === id);
    if (at >= 0) return { lane, state, at };
  }
  return null;
}

/** The next card in a direction, skipping empty cells; null at the edge. */
export function walk(ground: Ground, from: Spot, direction: Direction): Spot | null {
  if (direction === 'up' || direction === 'down') return walkColumn(ground, from, direction === 'up' ? -1 : 1);
  const step = direction === 'left' ? -1 : 1;
  for (let state = from.state + step; state >= 0 && state < ground.states.length; state += step) {
    const cards = cellOf(ground, from.lane, state);
    if (cards.length > 0) return { lane: from.lane, state, at: Math.min(from.at, cards.length - 1) };
  }
  return null;
}

function walkColumn(ground: Ground, from: Spot, step: 1 | -1): Spot | null {
  const at = from.at + step;
  if (at >= 0 && at < cellOf(ground, from.lane, from.state).length) return { ...from, at };
  for (let lane = from.lane + step; lane >= 0 && lane < ground.lanes.length; lane += step) {
    const cards = cellOf(ground, lane, from.state);
    if (cards.length > 0) return { lane, state: from.state, at: step === 1 ? 0 : cards.length - 1 };
  }
  return null;
}

/** The first card there is, where Tab enters the board. */
export function firstSpot(ground: Ground): Spot | null {
  for (let lane = 0; lane < ground.lanes.length; lane += 1) {
    for (let state = 0; state < ground.states.length; state += 1) {
      if (cellOf(ground, lane, state).length > 0) return { lane, state, at: 0 };
    }
  }
  return null;
}

/** All cards from one to another, in reading order of their cells. */
export function rangeOf(ground: Ground, from: number, to: number): number[] {
  const order = ground.lanes.flatMap((_, lane) =>
    ground.states.flatMap((__, state) => cellOf(ground, lane, state).map((card) => card.id)),
  );
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
}
