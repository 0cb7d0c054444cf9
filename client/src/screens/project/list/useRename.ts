// Renaming a task in its row. What the server refuses goes back into its field.
import { type RefObject, useMemo, useRef } from 'react';
import { type Task, usePatchTask } from '~/data/tasks';
import type { Editing, Renaming } from './room';

/** Whether opening a field takes the focus from nothing else. */
function isFree(table: HTMLElement | null): boolean {
  const focus = document.activeElement;
  return focus === null || focus === document.body || table?.contains(focus) === true;
}

export function useRename(table: RefObject<HTMLTableElement | null>, open: (change: (now: Editing | null) => Editing | null) => void): Renaming {
  const { mutateAsync } = usePatchTask();
  const refused = useRef(new Map<number, string>());
  return useMemo(() => ({
    refused: (id: number) => refused.current.get(id),
    drop: (id: number) => void refused.current.delete(id),
    rename: (task: Task, title: string) => {
      refused.current.delete(task.id);
      mutateAsync({ task, patch: { title } }).catch(() => {
        refused.current.set(task.id, title);
        if (isFree(table.current)) open((now) => now ?? { id: task.id, field: 'title' });
      });
    },
  }), [mutateAsync, open, table]);
}
