// Changing tasks from boards, lists and calendars: shown at once, put back where it fails, and undone.
import { type MutateOptions, MutationObserver, type MutationObserverOptions } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { api, type Schemas, take } from '~/api/client';
import { queryClient, tellNow } from '~/api/queries';
import {
  type Board, boardQuery, byPosition, type Card, cardOf, idsOf, knownBoard, knowsAll, type Place, placeOf, provisionalPosition, putCards,
} from './board';

export type TaskPatch = Schemas['TaskPatch'];
export type Task = Schemas['TaskBody'];

/** One card and what changes of it, in the API's words. */
export interface CardChange extends Place {
  id: number;
  patch: TaskPatch;
}

export interface CardChanges {
  project: number;
  changes: CardChange[];
}

/** The card as it will be, as far as it can be foretold. */
export function foretell(board: Board, card: Card, { patch, after, before }: CardChange): Card {
  const next: Card = { ...card };
  if (patch.title != null) next.title = patch.title;
  if (patch.priority !== undefined) next.priority = patch.priority ?? 'none';
  if (patch.due_on !== undefined) next.due_on = patch.due_on;
  if (patch.start_on !== undefined) next.start_on = patch.start_on;
  if (patch.goal_id !== undefined) next.goal_id = patch.goal_id;
  if (patch.assignee_ids != null) next.assignee_ids = patch.assignee_ids;
  if (patch.labels != null) next.label_ids = idsOf(patch.labels, board);
  if (patch.state != null) {
    const state = board.states.find((s) => s.id === patch.state);
    next.state_id = patch.state;
    next.closed_at = state?.kind === 'done' ? card.closed_at ?? new Date().toISOString() : null;
  }
  next.position = provisionalPosition(board.cards, { after, before }) ?? card.position;
  return next;
}

/** What turns changes back: the old values of what they name, and the old places. */
export function reverseOf(board: Board, changes: CardChange[]): CardChange[] {
  const moving = new Set(changes.map((change) => change.id));
  return changes.flatMap(({ id, patch, after, before }) => {
    const card = board.cards.find((c) => c.id === id);
    if (card === undefined) return [];
    const old: TaskPatch = {};
    if (patch.title != null) old.title = card.title;
    if (patch.priority !== undefined) old.priority = card.priority;
    if (patch.due_on !== undefined) old.due_on = card.due_on;
    if (patch.start_on !== undefined) old.start_on = card.start_on;
    if (patch.goal_id !== undefined) old.goal_id = card.goal_id;
    if (patch.assignee_ids != null) old.assignee_ids = card.assignee_ids;
    if (patch.labels != null) {
      old.labels = board.labels.filter((label) => card.label_ids.includes(label.id)).map((label) => label.name);
    }
    if (patch.state != null) old.state = card.state_id;
    const placed = after !== undefined || before !== undefined;
    return [{ id, patch: old, ...(placed ? placeOf(board.cards, id, moving) : {}) }];
  });
}

/** Puts several changes into the cache. Returns the cards as they were. */
function show(board: Board, changes: CardChange[]): Card[] {
  const before: Card[] = [];
  let now = board;
  for (const change of changes) {
    const card = now.cards.find((c) => c.id === change.id);
    if (card === undefined) continue;
    const original = board.cards.find((c) => c.id === change.id);
    if (original !== undefined) before.push(original);
    const next = foretell(now, card, change);
    now = { ...now, cards: now.cards.map((c) => (c.id === next.id ? next : c)).sort(byPosition) };
  }
  queryClient.setQueryData(boardQuery(board.project_id).queryKey, now);
  tellNow();
  return before;
}

function send({ id, patch, after, before }: CardChange): Promise<Task> {
  return take(
    api.PATCH('/api/v1/tasks/{task}', { params: { path: { task: id } }, body: { ...patch, after, before } }),
  );
}

/** Takes what the server made of a task into the board, where one was read. */
export function settle(task: Task): void {
  const board = knownBoard(task.project_id);
  if (board === undefined) return;
  if (!knowsAll(board, task)) {
    void queryClient.invalidateQueries({ queryKey: ['board', task.project_id] });
    return;
  }
  putCards(task.project_id, [cardOf(task, board, board.cards.find((card) => card.id === task.id))]);
}

const CHANGE: MutationObserverOptions<Task[], Error, CardChanges, Card[]> = {
  mutationFn: async ({ changes }) => {
    const done: Task[] = [];
    for (const change of changes) done.push(await send(change));
    return done;
  },
  onMutate: async ({ project, changes }) => {
    await queryClient.cancelQueries({ queryKey: ['board', project] });
    const board = knownBoard(project);
    return board === undefined ? [] : show(board, changes);
  },
  onError: (_error, { project }, before) => {
    if (before !== undefined) putCards(project, before);
    // Some of several may have been changed, and others may have changed what is put back.
    void queryClient.invalidateQueries({ queryKey: ['board', project] });
  },
  onSuccess: (tasks) => {
    for (const task of tasks) settle(task);
    const company = tasks[0]?.company_id;
    if (company !== undefined) void queryClient.invalidateQueries({ queryKey: ['tasks', company] });
  },
};

type Outcome = MutateOptions<Task[], Error, CardChanges, Card[]>;

/**
 * Changes cards one after the other, so that each finds its neighbour in place. How far that has
 * come is no state of a component: a board of thousands is drawn for what changed, not for that.
 */
export function useChangeCards(): (changes: CardChanges, outcome: Outcome) => void {
  const [observer] = useState(() => new MutationObserver(queryClient, CHANGE));
  // The outcome is told as long as somebody listens.
  useEffect(() => observer.subscribe(() => undefined), [observer]);
  return useCallback((changes, outcome) => {
    observer.mutate(changes, outcome).catch(() => undefined);
  }, [observer]);
}
