// Which of the shell's dialogs is open: one at a time, opened from anywhere.
import { useSyncExternalStore } from 'react';

export type Overlay =
  | { name: 'palette' }
  | { name: 'shortcuts' }
  | { name: 'newProject' }
  | { name: 'newTask'; project?: number };

let open: Overlay | null = null;
/** What had the focus before, to get it back. */
let before: Element | null = null;
const listeners = new Set<() => void>();

export const overlays = {
  get current(): Overlay | null {
    return open;
  },
  open(overlay: Overlay): void {
    if (open === null) before = document.activeElement;
    open = overlay;
    for (const listener of listeners) listener();
  },
  close(): void {
    open = null;
    for (const listener of listeners) listener();
    // After the dialog has gone, unless something else took the focus.
    requestAnimationFrame(() => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus();
    });
  },
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOverlay(): Overlay | null {
  return useSyncExternalStore(subscribe, () => open);
}
