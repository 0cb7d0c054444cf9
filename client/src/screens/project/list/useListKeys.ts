// The keyboard in a list: arrows walk from cell to cell, Enter opens, F2 changes, Space chooses.
import { type KeyboardEvent, useCallback } from 'react';
import type { Editing } from './room';

interface Keys {
  edit: (cell: Editing | null) => void;
  choose: (id: number, range: boolean) => void;
  chooseAll: () => void;
  clear: () => void;
  columns: readonly Editing['field'][];
}

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};

/** Gives the focus to a cell's control; makes it the one that Tab reaches. */
export function focusCell(table: HTMLElement, row: number, col: number): HTMLElement | null {
  const cell = table.querySelector<HTMLElement>(`[data-row="${row}"] [data-col="${col}"]`);
  if (cell === null) return null;
  for (const other of table.querySelectorAll<HTMLElement>('[data-col][tabindex="0"]')) other.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
  cell.scrollIntoView({ block: 'nearest' });
  return cell;
}

export function useListKeys({ edit, choose, chooseAll, clear, columns }: Keys) {
  return useCallback((event: KeyboardEvent<HTMLElement>) => {
    const { target, currentTarget: table } = event;
    if (event.defaultPrevented || !(target instanceof HTMLElement) || target.dataset.col === undefined) return;
    if (target instanceof HTMLInputElement && target.type !== 'checkbox') return;
    if (target.getAttribute('aria-expanded') === 'true') return;
    const line = target.closest<HTMLElement>('[data-row]');
    const [row, col, id] = [Number(line?.dataset.row), Number(target.dataset.col), Number(line?.dataset.id)];
    const step = STEPS[event.key];
    if (step !== undefined && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      const next = focusCell(table, row + step[0], col + step[1]);
      const passed = Number(next?.closest<HTMLElement>('[data-row]')?.dataset.id);
      if (event.shiftKey && step[0] !== 0 && next !== null) {
        choose(id, true);
        choose(passed, true);
      }
      return;
    }
    const act = (done: () => void) => {
      event.preventDefault();
      done();
    };
    if (event.key === 'Home') act(() => focusCell(table, row, 1));
    else if (event.key === 'End') act(() => focusCell(table, row, columns.length));
    else if (event.key === 'F2') act(() => edit({ id, field: columns[Math.max(col, 1) - 1] ?? 'title' }));
    else if (event.key === ' ' && col <= 1) act(() => choose(id, event.shiftKey));
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) act(chooseAll);
    else if (event.key === 'Escape') clear();
  }, [edit, choose, chooseAll, clear, columns]);
}
