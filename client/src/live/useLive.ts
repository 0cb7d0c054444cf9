// Joins the stream to the cache: facts make queries stale, or are patched in by a view that can.
import { useEffect } from 'react';
import { queryClient } from '~/api/queries';
import { useMaybeMe } from '~/data/session';
import { deploys } from '~/shell/deploys';
import { sessionLost } from '~/shell/sessionLost';
import { type Fact, watchLive } from './live';
import { hearPresence } from './presence';
import { type Beginning, mayTell, staleAfter } from './stale';

/** Facts come in bursts: what they make old is read again once for each burst. */
const BURST_MS = 120;
/** Lists that only count: read again now and then, not for each fact. */
const SLOW_MS = 4_000;
const SLOW = new Set(['projects', 'activity', 'goals']);
const INBOX_MS = 1_500;

/** Changes the cache itself, and says whether that was all: true keeps the query from being read again. */
export type Patch = (fact: Fact) => boolean;

const patches = new Map<string, Set<Patch>>();
const listeners = new Set<(fact: Fact) => void>();

/** While mounted, `patch` takes facts that would make queries beginning with `noun` stale. */
export function usePatch(noun: string, patch: Patch): void {
  useEffect(() => {
    const all = patches.get(noun) ?? new Set();
    patches.set(noun, all.add(patch));
    return () => {
      all.delete(patch);
    };
  }, [noun, patch]);
}

/** While mounted, `hear` is told every fact. */
export function useFacts(hear: (fact: Fact) => void): void {
  useEffect(() => {
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
    };
  }, [hear]);
}

class Stale {
  #waiting = new Map<string, Beginning>();
  #timer: number | null = null;

  constructor(readonly ms: number) {}

  add(beginning: Beginning): void {
    this.#waiting.set(JSON.stringify(beginning), beginning);
    this.#timer ??= window.setTimeout(() => this.#flush(), this.ms);
  }

  #flush(): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#timer = null;
    // An answer that comes while a change of ours is on its way would undo it on the screen.
    if (queryClient.isMutating() > 0) {
      for (const beginning of all) this.add(beginning);
      return;
    }
    for (const queryKey of all) void queryClient.invalidateQueries({ queryKey });
  }
}

const soon = new Stale(BURST_MS);
const slowly = new Stale(SLOW_MS);
const inbox = new Stale(INBOX_MS);

function apply(fact: Fact, me: number): void {
  for (const hear of listeners) hear(fact);
  for (const beginning of staleAfter(fact)) {
    const able = [...(patches.get(beginning[0]) ?? [])];
    if (able.some((patch) => patch(fact))) continue;
    (SLOW.has(beginning[0]) ? slowly : soon).add(beginning);
  }
  if (mayTell(fact, me)) inbox.add(['notifications']);
}

/** Keeps this tab live while somebody is signed in. Called once, by the shell. */
export function useLive(): void {
  const me = useMaybeMe()?.user.id;
  useEffect(() => {
    if (me === undefined) return;
    return watchLive(me, {
      fact: (fact) => apply(fact, me),
      presence: hearPresence,
      reset: () => void queryClient.invalidateQueries(),
      back: () => void deploys.ask(),
      signedOut: sessionLost,
    });
  }, [me]);
}
