// What was typed and not sent yet, kept in this browser: it outlives a reload and a lost connection.
import { useCallback, useState } from 'react';

const PREFIX = 'blimp.draft.';
/** A draft that nobody came back to for this long is forgotten. */
const KEPT_MS = 60 * 86_400_000;

interface Draft {
  text: string;
  at: number;
}

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' &&
    'at' in value && typeof value.at === 'number';
}

function read(key: string): string | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null');
    return isDraft(value) && Date.now() - value.at < KEPT_MS ? value.text : null;
  } catch {
    return null;
  }
}

function write(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify({ text, at: Date.now() }));
  } catch {
    // Storage is off or full: the text lasts as long as the page.
  }
}

/** Forgets drafts that are too old. Called once, when a panel is first opened. */
export function sweepDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      const name = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : null;
      if (name !== null && read(name) === null) localStorage.removeItem(key);
    }
  } catch {
    // Storage is off.
  }
}

export function hasDraft(key: string): boolean {
  return read(key) !== null;
}

/** A text that is kept under `key` while it differs from `initial`. */
export function useDraft(key: string, initial = ''): [text: string, set: (text: string) => void, clear: () => void] {
  const [text, setText] = useState(() => read(key) ?? initial);
  const set = useCallback((next: string) => {
    setText(next);
    write(key, next === initial || next.trim() === '' ? null : next);
  }, [key, initial]);
  const clear = useCallback(() => {
    setText('');
    write(key, null);
  }, [key]);
  return [text, set, clear];
}
