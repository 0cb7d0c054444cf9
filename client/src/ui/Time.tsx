// When something happened: how long ago, and exactly on hover. It stays right while one looks.
import { useSyncExternalStore } from 'react';
import { formatAgo, formatInstant } from '~/i18n';

let minute = Math.floor(Date.now() / 60_000);
const listeners = new Set<() => void>();
let timer: number | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    minute = Math.floor(Date.now() / 60_000);
    for (const each of listeners) each();
  }, 60_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

export function Time({ at }: { at: string }) {
  useSyncExternalStore(subscribe, () => minute);
  return <time dateTime={at} title={formatInstant(at)}>{formatAgo(at)}</time>;
}
