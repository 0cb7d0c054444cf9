// Who else looks at a task, and who is typing there. Nothing of it is kept anywhere.
import { useEffect, useState } from 'react';
import { api, type Schemas, take } from '~/api/client';

export type Viewer = Schemas['ViewerBody'];
type Present = Schemas['PresenceBody'];

/** The server forgets who says nothing for 45 s. */
const AGAIN_MS = 20_000;
/** Whoever has not typed for this long has stopped. */
const STILL_MS = 4_000;

/** A screen may be drawn anew: whoever is back this soon has not left. */
const SHORT_MS = 400;

const listeners = new Set<(present: Present) => void>();
const leaving = new Map<number, ReturnType<typeof setTimeout>>();

function isPresent(value: unknown): value is Present {
  return typeof value === 'object' && value !== null && 'task_id' in value && 'items' in value &&
    typeof value.task_id === 'number' && Array.isArray(value.items);
}

/** Takes a `presence` event of the live stream. */
export function hearPresence(data: unknown): void {
  if (isPresent(data)) for (const listener of listeners) listener(data);
}

/** Says that one is here. A lost word does no harm: it is said again soon. */
async function say(task: number, typing: boolean): Promise<void> {
  try {
    hearPresence(await take(
      api.PUT('/api/v1/tasks/{task}/presence', { params: { path: { task } }, body: { typing } }),
    ));
  } catch {
    // No connection, which the bar says; or the task has gone, which its screen says.
  }
}

function leave(task: number): void {
  api.DELETE('/api/v1/tasks/{task}/presence', { params: { path: { task } }, keepalive: true }).catch(() => {
    // Forgotten after a while without our word.
  });
}

/** What this tab says of itself: where somebody types here, and since when not. */
let typingAt: number | null = null;
let still: ReturnType<typeof setTimeout> | undefined;

/** Call it with true at each key, and with false when the text is sent. */
export function tellTyping(task: number, typing: boolean): void {
  clearTimeout(still);
  if (typing) still = setTimeout(() => tellTyping(task, false), STILL_MS);
  const next = typing ? task : null;
  if (next === typingAt) return;
  typingAt = next;
  void say(task, typing);
}

/** Who else is at `task`. Says that one is there oneself while mounted and visible. */
export function usePresence(task: number, me: number): Viewer[] {
  const [others, setOthers] = useState<Viewer[]>([]);
  useEffect(() => {
    const hear = (present: Present) => {
      if (present.task_id === task) setOthers(present.items.filter((viewer) => viewer.person.id !== me));
    };
    const here = () => {
      if (document.visibilityState === 'visible') void say(task, typingAt === task);
    };
    const look = () => (document.visibilityState === 'visible' ? here() : leave(task));
    const gone = () => leave(task);
    listeners.add(hear);
    clearTimeout(leaving.get(task));
    here();
    const timer = window.setInterval(here, AGAIN_MS);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pagehide', gone);
    return () => {
      listeners.delete(hear);
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pagehide', gone);
      if (typingAt === task) typingAt = null;
      setOthers([]);
      leaving.set(task, setTimeout(gone, SHORT_MS));
    };
  }, [task, me]);
  return others;
}
