// The live regions: outcomes are said to screen readers without moving the focus.
import { VisuallyHidden } from '@mantine/core';
import { useSyncExternalStore } from 'react';

type Urgency = 'polite' | 'assertive';
let said: Record<Urgency, string> = { polite: '', assertive: '' };
const listeners = new Set<() => void>();

export function announce(text: string, urgency: Urgency = 'polite'): void {
  // The same words twice are a change only if something differs.
  const next = said[urgency] === text ? `${text}\u00a0` : text;
  said = { ...said, [urgency]: next };
  for (const listener of listeners) listener();
}

export function Announcer() {
  const words = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => said,
  );
  return (
    <VisuallyHidden>
      <div role="status" aria-live="polite">{words.polite}</div>
      <div role="alert" aria-live="assertive">{words.assertive}</div>
    </VisuallyHidden>
  );
}
