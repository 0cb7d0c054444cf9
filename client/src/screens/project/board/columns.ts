// From cards to columns and lanes. Pure; lists that did not change keep their identity, so that
// only what changed is drawn again.
import type { Board, Card } from '~/data/board';

export type LaneBy = 'assignee' | 'goal';

export interface Lane {
  /** `all` where there are no lanes; an id, or `none`. */
  key: string;
  id: number | null;
  /** Cards by state. */
  cells: Map<number, Card[]>;
  count: number;
}

/** The lanes a card stands in. */
export function lanesOf(card: Card, by: LaneBy | undefined): (number | null)[] {
  if (by === undefined) return [null];
  if (by === 'goal') return [card.goal_id];
  return card.assignee_ids.length === 0 ? [null] : card.assignee_ids;
}

export function laneKey(id: number | null, by: LaneBy | undefined): string {
  return by === undefined ? 'all' : id === null ? 'none' : String(id);
}

/** The lanes there are, in the order of people and goals, `none` last. */
function order(board: Board, by: LaneBy | undefined): (number | null)[] {
  if (by === undefined) return [null];
  const ids = by === 'goal'
    ? board.goals.map((goal) => goal.id)
    : [...board.people].sort((a, b) => a.name.localeCompare(b.name)).map((person) => person.id);
  return [...ids.filter((id) => id != null), null];
}

export function sameCards(a: Card[] | undefined, b: Card[]): a is Card[] {
  return a !== undefined && a.length === b.length && a.every((card, at) => card === b[at]);
}

export function arrange(
  board: Board, fits: ((card: Card) => boolean) | null, by: LaneBy | undefined, before: Lane[] = [],
): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const id of order(board, by)) {
    const key = laneKey(id, by);
    lanes.set(key, { key, id, cells: new Map(board.states.map((state) => [state.id, []])), count: 0 });
  }
  for (const card of board.cards) {
    if (fits !== null && !fits(card)) continue;
    for (const id of lanesOf(card, by)) {
      const lane = lanes.get(laneKey(id, by)) ?? lanes.get('none');
      lane?.cells.get(card.state_id)?.push(card);
      if (lane !== undefined) lane.count += 1;
    }
  }
  const known = new Map(before.map((lane) => [lane.key, lane]));
  const all = [...lanes.values()].filter((lane) => by === undefined || lane.count > 0 || keepsEmpty(board, lane, by));
  return all.map((lane) => keepSame(lane, known.get(lane.key)));
}

/** An open goal without tasks is a lane to drop on; a person without is not. */
function keepsEmpty(board: Board, lane: Lane, by: LaneBy): boolean {
  return by === 'goal' && board.goals.some((goal) => goal.id === lane.id && goal.closed_at === null);
}

function keepSame(lane: Lane, before: Lane | undefined): Lane {
  if (before === undefined) return lane;
  for (const [state, cards] of lane.cells) {
    const old = before.cells.get(state);
    if (sameCards(old, cards)) lane.cells.set(state, old);
  }
  return lane;
}

/** Who is responsible after a card went from one lane to another. */
export function reassigned(card: Card, from: number | null, to: number | null): number[] {
  const rest = card.assignee_ids.filter((id) => id !== from && id !== to);
  return to === null ? rest : [...rest, to];
}
