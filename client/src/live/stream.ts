// The connection to GET /live: resumes where it broke off, waits longer each time, and with chance
// in it, so that a restart is not met by everybody at once.
import { connection } from '~/api/connection';
import { EventParser, type ServerEvent } from './sse';

/** A live stream beats every 15 s: one silent for longer than this is dead. */
const SILENCE_MS = 40_000;
const LONGEST_MS = 30_000;

export interface StreamEvents {
  event: (event: ServerEvent, lastId: string | null) => void;
  /** Nobody is signed in any more. */
  unauthenticated: () => void;
  /** Connected again after a break. */
  back: () => void;
}

/** How long to wait before the next try: what the server asked for, or doubling with chance. */
export function waitFor(attempt: number, asked: number | null, chance = Math.random()): number {
  const own = Math.min(1_000 * 2 ** attempt, LONGEST_MS);
  return Math.max(own / 2 + (own / 2) * chance, attempt === 0 ? (asked ?? 0) : 0);
}

/** Keeps a stream open until `signal` aborts. */
export async function follow(from: string | null, on: StreamEvents, signal: AbortSignal): Promise<void> {
  const parser = new EventParser(from);
  let attempt = 0;
  let broken = false;
  while (!signal.aborted) {
    const outcome = await once(parser, on, signal, () => {
      if (broken) on.back();
      broken = false;
      attempt = 0;
    });
    if (outcome === 'unauthenticated') return on.unauthenticated();
    if (signal.aborted) return;
    broken = true;
    await sleep(waitFor(attempt, parser.retry), signal);
    attempt += 1;
  }
}

type Outcome = 'ended' | 'unauthenticated';

async function once(
  parser: EventParser, on: StreamEvents, signal: AbortSignal, opened: () => void,
): Promise<Outcome> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await fetch('/api/v1/live', {
      headers: parser.lastId === null ? {} : { 'Last-Event-ID': parser.lastId },
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (response.status === 401) return 'unauthenticated';
    if (!response.ok || response.body === null) return 'ended';
    connection.answered();
    opened();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'ended';
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      for (const event of parser.push(value)) on.event(event, parser.lastId);
    }
  } catch {
    // Broken off; tried again.
    return 'ended';
  } finally {
    clearTimeout(timer);
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      window.removeEventListener('online', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    window.addEventListener('online', wake, { once: true });
    signal.addEventListener('abort', wake, { once: true });
  });
}
