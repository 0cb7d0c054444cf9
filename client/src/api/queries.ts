// The cache of what the server said: how long it is good, and when to ask again.
import { notifyManager, QueryClient, useMutation, type UseMutationOptions } from '@tanstack/react-query';
import { useRef } from 'react';
import { newKey } from './client';
import { ApiProblem, isStatus, mayPass } from './problem';

/** A pause before the next try: doubling, and spread, so that not all come back at once. */
export function pause(attempt: number): number {
  const longest = Math.min(1_000 * 2 ** attempt, 15_000);
  return longest / 2 + Math.random() * (longest / 2);
}

/** When to ask again after a failure: when the server says so, else after a pause. */
export function delay(attempt: number, error: Error): number {
  const asked = error instanceof ApiProblem ? error.retryAfter : null;
  return asked === null ? pause(attempt) : Math.min(asked * 1_000, 30_000) + Math.random() * 500;
}

let untold: (() => void)[] = [];

/** Tells what waits to be told, so that what a hand has just done is in the next frame. */
export function tellNow(): void {
  const all = untold;
  untold = [];
  for (const one of all) one();
}

// What changes together is drawn together: by default each notice waits for a timer of its own.
notifyManager.setScheduler((tell) => {
  untold.push(tell);
  if (untold.length === 1) setTimeout(tellNow, 0);
});

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The live stream says when something changed; this is for what it does not tell.
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      retry: (count, error) => count < 3 && mayPass(error),
      retryDelay: delay,
      // "No network" must not stop calls to a server on the same machine.
      networkMode: 'always',
      refetchOnWindowFocus: true,
    },
    mutations: {
      networkMode: 'always',
      // Safe, since every POST carries the key of its intention and other verbs may be repeated.
      retry: (count, error) => count < 2 && mayPass(error) && !isStatus(error, 429),
      retryDelay: delay,
    },
  },
});

/** What was asked, as text: the same text is the same intention. A file is always one of its own. */
function textOf(variables: unknown): string {
  return JSON.stringify(variables, (_, value: unknown) => (value instanceof Blob ? newKey() : value)) ?? '';
}

/** The Idempotency-Keys of one form or button. */
class Keys {
  readonly #byCall = new WeakMap<object, string>();
  #unanswered: { text: string; key: string } | null = null;

  /** One for each call of `mutate`, its retries included. */
  of(call: object, variables: unknown): string {
    const known = this.#byCall.get(call);
    if (known !== undefined) return known;
    const before = this.#unanswered;
    const key = before !== null && before.text === textOf(variables) ? before.key : newKey();
    this.#byCall.set(call, key);
    return key;
  }

  /** A call that got no answer may have been done: whoever asks for the same again gets the same key. */
  settled(key: string, variables: unknown, error: unknown): void {
    if (error !== null && mayPass(error)) this.#unanswered = { text: textOf(variables), key };
    else if (this.#unanswered?.key === key) this.#unanswered = null;
  }
}

export type WriteOptions<TData, TVariables, TOnMutate> = Omit<
  UseMutationOptions<TData, Error, TVariables, TOnMutate>,
  'mutationFn'
> & {
  /** Does it. Give `key` as `Idempotency-Key` to the POST. */
  write: (variables: TVariables, key: string) => Promise<TData>;
};

/** A mutation with one Idempotency-Key for each intention: use it for everything that POSTs. */
export function useWrite<TData, TVariables = void, TOnMutate = unknown>({
  write,
  ...options
}: WriteOptions<TData, TVariables, TOnMutate>) {
  const keys = useRef<Keys>(null);
  keys.current ??= new Keys();
  const known = keys.current;
  return useMutation<TData, Error, TVariables, TOnMutate>({
    ...options,
    mutationFn: async (variables, call) => {
      const key = known.of(call, variables);
      try {
        const data = await write(variables, key);
        known.settled(key, variables, null);
        return data;
      } catch (error) {
        known.settled(key, variables, error);
        throw error;
      }
    },
  });
}
