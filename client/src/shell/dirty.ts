// Text that would be lost if the page went away: forms say so, and reloads wait for it.
import { useEffect, useId } from 'react';

const dirty = new Set<string>();

/** Whether somebody has typed what is not saved yet. */
export function isDirty(): boolean {
  return dirty.size > 0;
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Keeps the page from being left unasked while `holds` is true. */
export function holdPage(id: string, holds: boolean): void {
  if (holds) dirty.add(id);
  else dirty.delete(id);
  if (dirty.size > 0) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
}

/** Marks this form as holding unsaved text while `holds` is true. */
export function useDirty(holds: boolean): void {
  const id = useId();
  useEffect(() => {
    if (!holds) return;
    holdPage(id, true);
    return () => holdPage(id, false);
  }, [holds, id]);
}
