// Columns and lanes, what of them is drawn, and where the keyboard goes.
import { expect, test } from 'vitest';
import type { Board, Card } from '~/data/board';
import { keepCards, placeOf, provisionalPosition } from '~/data/board';
import { foretell, reverseOf } from '~/data/cards';
import { arrange, reassigned } from './columns';
import { type Ground, rangeOf, walk } from './keyboard';
import { backToFirst, movesOf } from './moves';
import { GAP, offsetOf, rowsOf, spanOf } from './windowing';

function card(id: number, state_id: number, more: Partial<Card> = {}): Card {
  return {
    id, number: id, title: `Task ${id}`, state_id, goal_id: null, parent_id: null, position: `V${String(id).padStart(3, '0')}`,
    priority: 'none', start_on: null, due_on: null, closed_at: null, assignee_ids: [], label_ids: [], comment_count: 0,
    attachment_count: 0, checklist: { done: 0, total: 0 }, subtasks: { done: 0, total: 0 }, version: 1, ...more,
  };
}

function board(cards: Card[]): Board {
  return {
    project_id: 1, cards, truncated: false, labels: [],
    states: [{ id: 10, name: 'Plan', kind: 'plan', count: 0 }, { id: 20, name: 'Done', kind: 'done', count: 0 }],
    goals: [{ id: 5, title: 'Launch', closed_at: null }, { id: 6, title: 'Over', closed_at: '2026-01-01T00:00:00Z' }],
    people: [{ id: 1, name: 'Zoe', avatar_url: null }, { id: 2, name: 'Ana', avatar_url: null }],
  };
}

test('cards stand in their columns, and lists that stay the same keep their identity', () => {
  const first = board([card(1, 10), card(2, 20)]);
  const before = arrange(first, null, undefined);
  const after = arrange({ ...first, cards: [...first.cards, card(3, 20)] }, null, undefined, before);
  expect(after[0]?.cells.get(10)).toBe(before[0]?.cells.get(10));
  expect(after[0]?.cells.get(20)?.map((c) => c.id)).toEqual([2, 3]);
});

test('of a board that is read again, what did not change stays the same, wherever it stands', () => {
  const before = board([card(1, 10), card(2, 10)]);
  const fresh = board([card(3, 10), card(1, 10), card(2, 20)]);
  const kept = keepCards(before, fresh);
  expect(kept).toEqual(fresh);
  expect(kept.cards[1]).toBe(before.cards[0]);
  expect(kept.states).toBe(before.states);
  expect(keepCards(before, board([card(1, 10), card(2, 10)])).cards).toBe(before.cards);
});

test('lanes by person are in the order of names, nobody last; who has nothing has no lane', () => {
  const lanes = arrange(board([card(1, 10, { assignee_ids: [1] }), card(2, 10, { assignee_ids: [1, 2] }), card(3, 20)]), null, 'assignee');
  expect(lanes.map((lane) => [lane.key, lane.count])).toEqual([['2', 1], ['1', 2], ['none', 1]]);
});

test('an open goal is a lane even without tasks, a closed one is not', () => {
  expect(arrange(board([card(1, 10)]), null, 'goal').map((lane) => lane.key)).toEqual(['5', 'none']);
});

test('from lane to lane one person takes over from another', () => {
  expect(reassigned(card(1, 10, { assignee_ids: [1, 3] }), 1, 2)).toEqual([3, 2]);
  expect(reassigned(card(1, 10, { assignee_ids: [1] }), 1, null)).toEqual([]);
});

test('only what is in sight is drawn, and what must stay', () => {
  const height = () => 92;
  const span = spanOf(1_000, height, 1_000, 1_500);
  expect(span).toEqual({ first: 10, end: 15 });
  const { rows, below } = rowsOf(1_000, height, span, [2]);
  expect(rows.map((row) => row.at)).toEqual([2, 10, 11, 12, 13, 14]);
  // Nothing is lost of the whole height.
  const drawn = rows.reduce((sum, row) => sum + row.above + 92 + GAP, 0);
  expect(drawn + below).toBe(offsetOf(1_000, height));
});

test('arrows walk over empty columns and stop at the edge', () => {
  const ground: Ground = { lanes: arrange(board([card(1, 20), card(2, 20)]), null, undefined), states: [10, 20] };
  expect(walk(ground, { lane: 0, state: 1, at: 0 }, 'left')).toBeNull();
  expect(walk(ground, { lane: 0, state: 1, at: 0 }, 'down')).toEqual({ lane: 0, state: 1, at: 1 });
  expect(rangeOf(ground, 2, 1)).toEqual([1, 2]);
});

test('a place before the server has said it sorts between its neighbours', () => {
  const cards = [card(1, 10), card(2, 10), card(3, 10)];
  const after = provisionalPosition(cards, { after: 1 }) ?? '';
  expect(after > 'V001' && after < 'V002').toBe(true);
  const first = provisionalPosition(cards, { before: 1 });
  expect(first !== null && first < 'V001').toBe(true);
  expect(placeOf(cards, 1)).toEqual({ before: 2 });
  expect(placeOf(cards, 3)).toEqual({ after: 2 });
});

test('a move is foretold, and its reverse puts all back', () => {
  const now = board([card(1, 10), card(2, 10), card(3, 20)]);
  const changes = movesOf(now, undefined, [1, 2], { state: 20, place: { after: 3 } });
  expect(changes).toEqual([{ id: 1, patch: { state: 20 }, after: 3 }, { id: 2, patch: { state: 20 }, after: 1 }]);
  const first = changes[0];
  const one = now.cards[0];
  if (first === undefined || one === undefined) throw new Error('no change');
  const next = foretell(now, one, first);
  expect(next.state_id).toBe(20);
  expect(next.closed_at).not.toBeNull();
  expect(reverseOf(now, changes)).toEqual([{ id: 1, patch: { state: 10 }, before: 3 }, { id: 2, patch: { state: 10 }, before: 3 }]);
});

test('cards that are there already are left alone', () => {
  expect(movesOf(board([card(1, 10)]), undefined, [1], { state: 10, place: {} })).toEqual([]);
});

test('two steps of a card go back as one', () => {
  const first = [{ id: 1, patch: { state: 10 }, before: 3 }];
  const second = [{ id: 1, patch: { state: 20, goal_id: null }, after: 2 }];
  expect(backToFirst(first, second)).toEqual([{ id: 1, patch: { state: 10, goal_id: null }, after: undefined, before: 3 }]);
});
