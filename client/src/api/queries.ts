// The cache of what the server said: how long it is good, and when to ask again.
import { QueryClient, useMutation, type UseMutationOptions } from '@tanstack/react-query';
import { newKey } from './client';
import { ApiProblem, isStatus, mayPass } from './problem';

/** A pause before the next try: doubling, and spread, so that not all come back at once. */
export function pause(attempt: number): number {
  const longest = Math.min(1_000 * 2 ** attempt, 15_000);
  return longest / 2 + Math.random() * (longest / 2);
}

/** When to ask again after a failure: when the server says so, else after a pause. */
function delay(attempt: number, error: Error): number {
  const asked = error instanceof ApiProblem ? error.retryAfter : null;
  return asked === null ? pause(attempt) : Math.min(asked * 1_000, 30_000) + Math.random() * 500;
}

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

const keys = new WeakMap<object, string>();

/** The Idempotency-Key of one call of `mutate`: the same for its retries. */
function keyOf(call: object): string {
  const known = keys.get(call);
  if (known !== undefined) return known;
  const key = newKey();
  keys.set(call, key);
  return key;
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
  return useMutation<TData, Error, TVariables, TOnMutate>({
    ...options,
    mutationFn: (variables, call) => write(variables, keyOf(call)),
  });
}
