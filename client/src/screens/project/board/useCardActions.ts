// What the menus, keys and dialogs of a board do with cards.
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Board, type Card, knownBoard, type Place } from '~/data/board';
import { useArchiveTask, useCloseTask, useMoveTask, useRestoreTask, useTrashTask } from '~/data/tasks';
import { t } from '~/i18n';
import { toast, toastUndoable } from '~/ui/toast';
import { boardRoute } from '../routes';
import type { CardActions } from './CardMenu';
import type { Lane, LaneBy } from './columns';
import type { Destination, Moving } from './MoveDialog';
import { movesOf, useDo } from './moves';
import { type BoardStore, cardKey, idOfKey, listKey } from './store';

interface Here {
  board: Board;
  lanes: Lane[];
  by: LaneBy | undefined;
  store: BoardStore;
}

export interface BoardActions extends CardActions {
  move: (here: Here, moving: Moving, to: Destination) => void;
  drop: (here: Here, ids: number[], from: string, to: { state: number; lane: string }, place: Place) => void;
}

export function laneIdOf(key: string): number | null {
  return key === 'none' || key === 'all' ? null : Number(key);
}

/** Where the cards of a cell are, without those that move. */
function still(lanes: Lane[], lane: string, state: number, ids: number[]): Card[] {
  return (lanes.find((l) => l.key === lane)?.cells.get(state) ?? []).filter((card) => !ids.includes(card.id));
}

export function placeAt(cards: Card[], at: number): Place {
  const before = cards[at];
  if (before !== undefined) return { before: before.id };
  const last = cards.at(-1);
  return last === undefined ? {} : { after: last.id };
}

export function useCardActions(project: number, company: number, here: () => Here, ask: (card: Card, key: string) => void): BoardActions {
  const run = useDo(project);
  const navigate = useNavigate({ from: boardRoute.fullPath });
  const { mutate: closeTask } = useCloseTask();
  const { mutate: archiveTask } = useArchiveTask();
  const { mutate: trashTask } = useTrashTask();
  const { mutate: restoreTask } = useRestoreTask();
  const { mutate: moveTask } = useMoveTask();

  return useMemo<BoardActions>(() => {
    const ref = (card: Card) => ({ id: card.id, company_id: company, project_id: project });
    const drop: BoardActions['drop'] = ({ board, by, store }, ids, from, { state, lane }, place) => {
      run(movesOf(board, by, ids, { state, lanes: { from: laneIdOf(from), to: laneIdOf(lane) }, place }));
      // The focus stays with what was moved.
      const last = ids.at(-1);
      const focused = store.current === null ? undefined : idOfKey(store.current);
      if (last !== undefined && (focused === undefined || ids.includes(focused))) {
        queueMicrotask(() => store.focus(listKey(lane, state), cardKey(lane, focused ?? last)));
      }
    };
    return {
      drop,
      move: (now, moving, to) => {
        if (to.project !== project) {
          const name = moving.title;
          for (const id of moving.ids) {
            moveTask({ task: { id, company_id: company, project_id: project }, project: to.project }, {
              onSuccess: () => toast(t('board.movedAway', { title: name })),
            });
          }
          now.store.select([]);
          return;
        }
        const cards = still(now.lanes, to.lane, to.state, moving.ids);
        drop(now, moving.ids, moving.lane, to, placeAt(cards, to.at));
      },
      open: (number) => void navigate({ search: (search) => ({ ...search, task: number }) }),
      ask,
      edge: (card, key, edge) => {
        const now = here();
        const lane = key.slice(0, key.indexOf('/'));
        const cards = still(now.lanes, lane, card.state_id, [card.id]);
        drop(now, [card.id], lane, { state: card.state_id, lane }, placeAt(cards, edge === 'top' ? 0 : cards.length));
      },
      close: (card, closed) => {
        closeTask({ task: ref(card), closed });
        toastUndoable(t(closed ? 'board.closed' : 'board.reopened', { title: card.title }), () =>
          closeTask({ task: ref(card), closed: !closed }));
      },
      assign: (card, ids) =>
        run([{ id: card.id, patch: { assignee_ids: ids } }], () => t('board.assigned', { title: card.title })),
      select: (card) => here().store.toggle(card.id),
      archive: (card) => {
        archiveTask({ task: ref(card), archived: true });
        toastUndoable(t('board.archived', { title: card.title }), () => archiveTask({ task: ref(card), archived: false }));
      },
      trash: (card) => {
        trashTask({ task: ref(card) });
        toastUndoable(t('board.trashed', { title: card.title }), () => restoreTask({ task: ref(card) }));
      },
    };
  }, [project, company, run, navigate, here, ask, closeTask, archiveTask, trashTask, restoreTask, moveTask]);
}

/** The cards an action is about: those chosen, if the card is one of them, in the board's order. */
export function togetherWith(project: number, store: BoardStore, id: number): number[] {
  if (!store.selected.has(id)) return [id];
  return (knownBoard(project)?.cards ?? []).filter((card) => store.selected.has(card.id)).map((card) => card.id);
}
