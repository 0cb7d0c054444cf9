// One stream for all tabs of a browser. The tab that holds the lock reads it and tells the others;
// when it closes, the next one goes on from the last event it heard of.
import type { Schemas } from '~/api/client';
import type { ServerEvent } from './sse';
import { follow } from './stream';

export type Fact = Schemas['Fact'];

/** What tabs tell each other. */
type Told =
  | { kind: 'event'; event: ServerEvent; lastId: string | null }
  | { kind: 'back' }
  | { kind: 'signedOut' };

export interface LiveEvents {
  fact: (fact: Fact) => void;
  /** Who is at a task with us changed. */
  presence: (data: unknown) => void;
  /** Too much was missed: everything on the screen may be old. */
  reset: () => void;
  /** The stream is back after a break: the server may be another build. */
  back: () => void;
  signedOut: () => void;
}

const NAME = 'blimp.live';

function isFact(value: unknown): value is Fact {
  return typeof value === 'object' && value !== null && 'name' in value && 'subject' in value;
}

/** Watches until the returned function is called. */
export function watchLive(user: number, on: LiveEvents): () => void {
  const stop = new AbortController();
  const name = `${NAME}.${user}`;
  const tabs = new BroadcastChannel(name);
  let lastId: string | null = null;

  const hear = (told: Told) => {
    if (stop.signal.aborted) return;
    if (told.kind === 'back') return on.back();
    if (told.kind === 'signedOut') return on.signedOut();
    lastId = told.lastId ?? lastId;
    if (told.event.name === 'reset') return on.reset();
    if (told.event.name === 'reconnect') return;
    const value = parse(told.event.data);
    if (told.event.name === 'presence') on.presence(value);
    else if (isFact(value)) on.fact(value);
  };
  const tell = (told: Told) => {
    hear(told);
    if (!stop.signal.aborted) tabs.postMessage(told);
  };
  tabs.onmessage = (message: MessageEvent<Told>) => hear(message.data);

  const read = (signal: AbortSignal) =>
    follow(lastId, {
      event: (event, id) => tell({ kind: 'event', event, lastId: id }),
      back: () => tell({ kind: 'back' }),
      unauthenticated: () => tell({ kind: 'signedOut' }),
    }, signal);

  if ('locks' in navigator) {
    navigator.locks.request(name, { signal: stop.signal }, () => read(stop.signal)).catch(() => {
      // Stopped while waiting for the lock.
    });
  } else {
    // Without https there are no locks: a tab reads while it is looked at.
    readWhileVisible(read, stop.signal);
  }
  return () => {
    stop.abort();
    tabs.close();
  };
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

function readWhileVisible(read: (signal: AbortSignal) => Promise<void>, stop: AbortSignal): void {
  let current: AbortController | null = null;
  const look = () => {
    if (document.visibilityState === 'visible' && !stop.aborted) {
      if (current !== null) return;
      current = new AbortController();
      void read(AbortSignal.any([current.signal, stop]));
    } else {
      current?.abort();
      current = null;
    }
  };
  document.addEventListener('visibilitychange', look);
  stop.addEventListener('abort', () => document.removeEventListener('visibilitychange', look));
  look();
}
