// Dragging cards by pointer. Only the card and the list under the pointer are drawn anew.
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { attachClosestEdge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable, dropTargetForElements, monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { pointerOutsideOfPreview } from '@atlaskit/pragmatic-drag-and-drop/element/pointer-outside-of-preview';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Card } from '~/data/board';
import { t } from '~/i18n';
import classes from './Board.module.css';
import type { BoardRoom } from './room';

type Edge = 'top' | 'bottom';

/** Where cards were dropped: beside a card, or at the end of a cell. */
export interface Drop {
  id: number;
  fromLane: string;
  state: number;
  lane: string;
  beside: { id: number; edge: Edge } | null;
}

/** Makes a card draggable and something to drop beside. Returns the edge to mark. */
export function useCardDrag(
  item: RefObject<HTMLElement | null>, card: Card, lane: string, { store, editable }: BoardRoom,
): Edge | null {
  const [edge, setEdge] = useState<Edge | null>(null);
  const { id, state_id: state } = card;
  useEffect(() => {
    const element = item.current;
    if (element === null || !editable) return;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ kind: 'card', id, lane }),
        onGenerateDragPreview: ({ nativeSetDragImage }) => {
          if (!store.selected.has(id) || store.selected.size < 2) return;
          setCustomNativeDragPreview({
            nativeSetDragImage,
            getOffset: pointerOutsideOfPreview({ x: '12px', y: '8px' }),
            render: ({ container }) => {
              const box = document.createElement('div');
              box.className = classes.preview ?? '';
              box.textContent = t('board.tasks', { count: store.selected.size });
              container.append(box);
            },
          });
        },
        onDragStart: () => store.setDragging(id),
        onDrop: () => store.setDragging(null),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.kind === 'card' && source.data.id !== id,
        getIsSticky: () => true,
        getData: ({ input, element: over }) =>
          attachClosestEdge({ kind: 'card', id, state, lane }, { input, element: over, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self }) => setEdge(asEdge(extractClosestEdge(self.data))),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [item, id, state, lane, store, editable]);
  return edge;
}

function asEdge(edge: string | null): Edge | null {
  return edge === 'top' || edge === 'bottom' ? edge : null;
}

/** Makes a cell something to drop on. Returns whether a card is over it. */
export function useCellDrop(cell: RefObject<HTMLElement | null>, state: number, lane: string, editable: boolean): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const element = cell.current;
    if (element === null || !editable) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data.kind === 'card',
      getData: () => ({ kind: 'cell', state, lane }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [cell, state, lane, editable]);
  return over;
}

/** Scrolls an element while a card is held near its edge. */
export function useAutoScroll(scroller: RefObject<HTMLElement | null>, editable: boolean): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !editable) return;
    return autoScrollForElements({ element, canScroll: ({ source }) => source.data.kind === 'card' });
  }, [scroller, editable]);
}

/** Hears where cards are dropped. */
export function useDrops(onDrop: (drop: Drop) => void): void {
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => source.data.kind === 'card',
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0]?.data;
          const { id, lane: fromLane } = source.data;
          if (target === undefined || typeof id !== 'number' || typeof fromLane !== 'string') return;
          const { kind, state, lane } = target;
          if (typeof state !== 'number' || typeof lane !== 'string') return;
          const edge = asEdge(extractClosestEdge(target));
          const beside = kind === 'card' && typeof target.id === 'number' && edge !== null ? { id: target.id, edge } : null;
          latest.current({ id, fromLane, state, lane, beside });
        },
      }),
    [],
  );
}
