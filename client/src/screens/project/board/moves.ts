// From "these cards, there" to changes of tasks, with a word about it and a way back.
import { useCallback, useRef } from 'react';
import { type Board, type Card, knownBoard, type Place } from '~/data/board';
import { type CardChange, reverseOf, useChangeCards } from '~/data/cards';
import { t } from '~/i18n';
import { toast, toastFailure, toastUndoable } from '~/ui/toast';
import { type LaneBy, reassigned } from './columns';

/** Where cards go. */
export interface Target {
  state: number;
  /** From lane to lane, where there are lanes and they differ. */
  lanes?: { from: number | null; to: number | null };
  place: Place;
}

/** What must change of each card; those that are there already are left out. */
export function movesOf(board: Board, by: LaneBy | undefined, ids: number[], target: Target): CardChange[] {
  const changes: CardChange[] = [];
  let place = target.place;
  for (const id of ids) {
    const card = board.cards.find((c) => c.id === id);
    if (card === undefined) continue;
    const patch = patchOf(card, by, target);
    const placed = place.after !== undefined || place.before !== undefined;
    if (Object.keys(patch).length === 0 && !placed) continue;
    changes.push({ id, patch, ...place });
    // The next one follows this one.
    if (placed) place = { after: id };
  }
  return changes;
}

function patchOf(card: Card, by: LaneBy | undefined, { state, lanes }: Target): CardChange['patch'] {
  const patch: CardChange['patch'] = {};
  if (card.state_id !== state) patch.state = state;
  if (by === undefined || lanes === undefined || lanes.from === lanes.to) return patch;
  if (by === 'goal') patch.goal_id = lanes.to;
  else patch.assignee_ids = reassigned(card, lanes.from, lanes.to);
  return patch;
}

/** In words: where it went. */
function wordsOf(board: Board, changes: CardChange[]): string {
  const first = changes[0];
  const card = board.cards.find((c) => c.id === first?.id);
  const state = first?.patch.state ?? card?.state_id;
  const name = board.states.find((s) => s.id === state)?.name ?? '';
  return changes.length === 1
    ? t('board.moved', { title: card?.title ?? '', state: name })
    : t('board.movedMany', { count: changes.length, state: name });
}

/** Several steps of the same cards in a row are undone as one. */
interface Steps {
  cards: string;
  until: number;
  back: CardChange[];
  hide: () => void;
}

const ROW_MS = 10_000;

/** Back to before the first of two steps. */
export function backToFirst(first: CardChange[], second: CardChange[]): CardChange[] {
  return second.map((change) => {
    const earlier = first.find((one) => one.id === change.id);
    if (earlier === undefined) return change;
    const placed = earlier.after !== undefined || earlier.before !== undefined ? earlier : change;
    return { id: change.id, patch: { ...change.patch, ...earlier.patch }, after: placed.after, before: placed.before };
  });
}

/** Does changes of cards at once, says what was done, and can undo it. */
export function useDo(project: number) {
  const mutate = useChangeCards();
  const steps = useRef<Steps | null>(null);
  return useCallback(
    (changes: CardChange[], words?: (board: Board) => string) => {
      const board = knownBoard(project);
      if (board === undefined || changes.length === 0) return;
      const cards = changes.map((change) => change.id).join();
      const before = steps.current;
      const inRow = before !== null && before.cards === cards && Date.now() < before.until;
      const reverse = reverseOf(board, changes);
      const back = inRow ? backToFirst(before.back, reverse) : reverse;
      if (inRow) before.hide();
      mutate({ project, changes }, {
        onError: (error) => {
          steps.current?.hide();
          steps.current = null;
          toastFailure(t('board.notMoved', { count: changes.length }), error);
        },
      });
      const hide = toastUndoable(words?.(board) ?? wordsOf(board, changes), () => {
        steps.current = null;
        mutate({ project, changes: back }, {
          onSuccess: () => toast(t('board.undone')),
          onError: (error) => toastFailure(t('board.notUndone'), error),
        });
      });
      steps.current = { cards, until: Date.now() + ROW_MS, back, hide };
    },
    [mutate, project],
  );
}
