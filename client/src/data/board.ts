// A project at one look: its columns and cards, and changing cards in the cache before the server answers.
import { queryOptions, replaceEqualDeep } from '@tanstack/react-query';
import { api, type Schemas, take } from '~/api/client';
import { queryClient } from '~/api/queries';
import { keepTasks, type TaskChange } from './taskCache';

export type Board = Schemas['BoardBody'];
export type Card = Schemas['CardBody'];
export type BoardState = Schemas['TaskState'];
export type BoardLabel = Schemas['TaskLabel'];
export type Priority = Schemas['Priority'];

export function boardQuery(project: number) {
  return queryOptions({
    queryKey: ['board', project],
    queryFn: ({ signal }) =>
      take(api.GET('/api/v1/projects/{project}/board', { params: { path: { project } }, signal })),
    structuralSharing: (before, fresh) => keepCards(before as Board | undefined, fresh as Board),
  });
}

/** Cards that are as they were stay the same objects, by their ids: a change of one card compares one, not thousands. */
export function keepCards(before: Board | undefined, fresh: Board): Board {
  if (before === undefined || before === fresh) return fresh;
  const known = new Map<number, Card>();
  for (const card of before.cards) known.set(card.id, card);
  const cards = fresh.cards.map((card) => replaceEqualDeep(known.get(card.id), card));
  const old = { ...before, cards: [] };
  const rest = replaceEqualDeep(old, { ...fresh, cards: [] });
  const same = cards.length === before.cards.length && cards.every((card, at) => card === before.cards[at]);
  // What says nothing new draws nothing: the live echo of one's own change.
  if (same && rest === old) return before;
  return { ...rest, cards: same ? before.cards : cards };
}

export function knownBoard(project: number): Board | undefined {
  return queryClient.getQueryData(boardQuery(project).queryKey);
}

/** Order keys sort bytewise. */
export function byPosition(a: Card, b: Card): number {
  return a.position < b.position ? -1 : a.position > b.position ? 1 : 0;
}

function rearrange(project: number, cards: (board: Board) => Card[]): void {
  queryClient.setQueryData(boardQuery(project).queryKey, (board) =>
    board === undefined ? undefined : { ...board, cards: cards(board) },
  );
}

/** Puts cards in place of those with their ids, adds new ones, and keeps the order. */
export function putCards(project: number, fresh: Card[]): void {
  const byId = new Map(fresh.map((card) => [card.id, card]));
  rearrange(project, ({ cards }) => {
    const next = cards.map((card) => byId.get(card.id) ?? card);
    const known = new Set(cards.map((card) => card.id));
    next.push(...fresh.filter((card) => !known.has(card.id)));
    return next.sort(byPosition);
  });
}

export function dropCards(project: number, ids: number[]): void {
  const gone = new Set(ids);
  rearrange(project, ({ cards }) => cards.filter((card) => !gone.has(card.id)));
}

/** Where a card shall stand: right after one, right before one, or where it is. */
export interface Place {
  after?: number;
  before?: number;
}

/** A key that sorts at the place until the server gives the real one. `!` is below every digit. */
export function provisionalPosition(cards: Card[], place: Place): string | null {
  if (place.after !== undefined) {
    const after = cards.find((card) => card.id === place.after);
    return after === undefined ? null : `${after.position}!`;
  }
  if (place.before === undefined) return null;
  const at = cards.findIndex((card) => card.id === place.before);
  if (at < 0) return null;
  const previous = cards[at - 1];
  return previous === undefined ? '' : `${previous.position}!`;
}

const NONE: ReadonlySet<number> = new Set();

/** The place a card has now, to put it back there: beside the nearest card that does not move itself. */
export function placeOf(cards: Card[], id: number, moving = NONE): Place {
  const at = cards.findIndex((card) => card.id === id);
  for (const previous of cards.slice(0, Math.max(at, 0)).reverse()) {
    if (!moving.has(previous.id)) return { after: previous.id };
  }
  const next = cards.slice(at + 1).find((card) => !moving.has(card.id));
  return next === undefined ? {} : { before: next.id };
}

/** A task as a card; counts that a task does not tell stay as they were. */
export function cardOf(task: Schemas['TaskBody'], board: Board, before?: Card): Card {
  return {
    id: task.id,
    number: task.number,
    title: task.title,
    state_id: task.state,
    goal_id: task.goal_id,
    parent_id: task.parent_id,
    position: task.position,
    priority: task.priority,
    start_on: task.start_on,
    due_on: task.due_on,
    closed_at: task.closed_at,
    assignee_ids: task.assignee_ids,
    label_ids: idsOf(task.labels, board),
    comment_count: before?.comment_count ?? 0,
    attachment_count: before?.attachment_count ?? 0,
    checklist: task.checklist,
    subtasks: task.subtasks,
    version: task.version,
  };
}

/** Whether the board knows all labels and people that a task names. */
export function knowsAll(board: Board, task: Schemas['TaskBody']): boolean {
  const labels = new Set(board.labels.map((label) => label.name.toLowerCase()));
  const people = new Set(board.people.map((person) => person.id));
  return task.labels.every((name) => labels.has(name.toLowerCase())) && task.assignee_ids.every((id) => people.has(id));
}

/** A change of a task, as far as a card shows it. */
function shownOn(card: Card, board: Board, { state, labels, closed_at, ...change }: TaskChange): Card {
  const next: Card = { ...card };
  if (change.title !== undefined) next.title = change.title;
  if (change.goal_id !== undefined) next.goal_id = change.goal_id;
  if (change.parent_id !== undefined) next.parent_id = change.parent_id;
  if (change.position !== undefined) next.position = change.position;
  if (change.priority !== undefined) next.priority = change.priority;
  if (change.start_on !== undefined) next.start_on = change.start_on;
  if (change.due_on !== undefined) next.due_on = change.due_on;
  if (change.assignee_ids !== undefined) next.assignee_ids = change.assignee_ids;
  if (labels !== undefined) next.label_ids = idsOf(labels, board);
  if (closed_at !== undefined) {
    next.closed_at = closed_at;
    next.state_id = (closed_at === null ? undefined : board.states.find((s) => s.kind === 'done')?.id) ?? card.state_id;
  }
  if (state !== undefined) {
    next.state_id = state;
    const done = board.states.find((s) => s.id === state)?.kind === 'done';
    next.closed_at = done ? next.closed_at ?? new Date().toISOString() : null;
  }
  return next;
}

export function idsOf(names: string[], board: Board): number[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return board.labels.filter((label) => wanted.has(label.name.toLowerCase())).map((label) => label.id);
}

// What the task's panel and the lists change shows on the board, too.
keepTasks((task, change) => {
  const board = knownBoard(task.project_id);
  const card = board?.cards.find((known) => known.id === task.id);
  if (board === undefined || card === undefined) return null;
  void queryClient.cancelQueries({ queryKey: ['board', task.project_id] });
  const gone = Boolean(change.trashed_at) || Boolean(change.archived_at) ||
    (change.project_id !== undefined && change.project_id !== task.project_id);
  if (gone) dropCards(task.project_id, [task.id]);
  else putCards(task.project_id, [shownOn(card, board, change)]);
  return () => putCards(task.project_id, [card]);
});
