// The one way to the server: typed calls that give data or throw an ApiProblem or a NetworkFailure.
import createClient, { type Middleware } from 'openapi-fetch';
import { connection } from './connection';
import { NetworkFailure, readProblem } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** A random word for one intention of a person, so that a retry of it is not done twice. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** How long an answer may take. Uploads go their own way (data/uploads). */
const PATIENCE_MS = 30_000;

async function patientFetch(request: Request): Promise<Response> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]);
  const over = connection.begin();
  try {
    const response = await fetch(request, { signal });
    connection.answered();
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    connection.failed();
    throw new NetworkFailure(error);
  } finally {
    over();
  }
}

const problems: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', newKey());
    }
    return request;
  },
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return undefined;
    throw await readProblem(response);
  },
};

export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? 'http://localhost',
  credentials: 'same-origin',
  fetch: patientFetch,
});
api.use(problems);

/** What a call answered. */
export async function take<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data, response } = await call;
  if (data === undefined) throw await readProblem(response);
  return data;
}

/** A thing and the tag of the version read, for `If-Match` on its next change. */
export interface Tagged<T> {
  value: T;
  etag: string | null;
}

export async function takeTagged<T>(
  call: Promise<{ data?: T; response: Response }>,
): Promise<Tagged<T>> {
  const { data, response } = await call;
  if (data === undefined) throw await readProblem(response);
  return { value: data, etag: response.headers.get('etag') };
}

/** A page of a list. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** Reads a list to its end, at most `most` items: for lists that are short by nature. */
export async function takeAll<T>(
  read: (cursor: string | undefined) => Promise<{ items: T[]; next?: string | null }>,
  most = 2_000,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && items.length < most);
  return items;
}
