// Dragging an item of a checklist by its handle. Keys and the row's menu do the same.
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { attachClosestEdge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Item } from '~/data/checklists';

interface ItemDrag {
  row: RefObject<HTMLLIElement | null>;
  handle: RefObject<HTMLSpanElement | null>;
  item: Item;
  items: Item[];
  enabled: boolean;
  /** Puts this item before or behind another. */
  onPlace: (target: Item, edge: 'top' | 'bottom') => void;
}

type Edge = 'top' | 'bottom';

function edgeOf(data: Record<string | symbol, unknown> | undefined): Edge | null {
  const edge = data === undefined ? null : extractClosestEdge(data);
  return edge === 'top' || edge === 'bottom' ? edge : null;
}

export function useItemDrag({ row, handle, item, items, enabled, onPlace }: ItemDrag) {
  const [dragging, setDragging] = useState(false);
  const [edge, setEdge] = useState<Edge | null>(null);
  const latest = useRef({ items, onPlace });
  latest.current = { items, onPlace };
  const { id, task_id } = item;

  useEffect(() => {
    const element = row.current;
    if (!enabled || element === null) return;
    const place = 'checklist-item';
    return combine(
      draggable({
        element,
        dragHandle: handle.current ?? undefined,
        getInitialData: () => ({ place, id, task: task_id }),
        onDragStart: () => setDragging(true),
        onDrop: ({ location }) => {
          setDragging(false);
          const [target] = location.current.dropTargets;
          const over = latest.current.items.find((each) => each.id === target?.data.id);
          const side = edgeOf(target?.data);
          if (over !== undefined && over.id !== id && side !== null) latest.current.onPlace(over, side);
        },
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.place === place && source.data.task === task_id,
        getData: ({ input }) => attachClosestEdge({ id }, { element, input, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self, source }) => setEdge(source.data.id === id ? null : edgeOf(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [row, handle, id, task_id, enabled]);
  return { dragging, edge };
}
