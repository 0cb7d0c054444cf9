// What can go wrong with a call: a refusal the server put into words, or no answer at all.
import { refusal } from '~/i18n/locale';
import type { components } from './schema';

export type ProblemBody = components['schemas']['ProblemBody'];

/** The server answered that it did not do what was asked (RFC 9457). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly body: ProblemBody,
    /** Seconds to wait, where the server said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(body.title);
  }

  get status(): number {
    return this.body.status;
  }

  get code(): string {
    return this.body.code;
  }

  /** A sentence or two for people. */
  get words(): string {
    const { title, detail, code } = this.body;
    return refusal(code, detail ? `${title} ${detail}` : title);
  }

  /** Messages by form field: `/notes/text` is the field `notes.text`. */
  get fields(): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const { pointer, code, message } of this.body.errors ?? []) {
      const field = fieldOf(pointer);
      if (field !== '' && fields[field] === undefined) fields[field] = refusal(`field.${code}`, message);
    }
    return fields;
  }
}

/** There was no answer: offline, the server is away, or it took too long. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure';

  constructor(cause: unknown) {
    super('no answer', { cause });
  }
}

/** The form field that a JSON pointer (or `?parameter`) names. */
export function fieldOf(pointer: string): string {
  if (pointer.startsWith('?')) return pointer.slice(1);
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

function isProblem(value: unknown): value is ProblemBody {
  return (
    typeof value === 'object' && value !== null &&
    'code' in value && typeof value.code === 'string' &&
    'title' in value && typeof value.title === 'string'
  );
}

/** Reads a refusal; one that is not problem+json (a proxy's page) becomes one. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const seconds = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  let body: unknown = null;
  try {
    body = await response.json();
  } catch {
    // Not JSON: said below with what is known.
  }
  if (isProblem(body)) return new ApiProblem({ ...body, status: response.status }, retryAfter);
  return new ApiProblem(
    {
      type: 'about:blank',
      code: response.status >= 500 ? 'internal' : 'unknown',
      title: response.statusText || `HTTP ${response.status}`,
      status: response.status,
      request_id: response.headers.get('x-request-id'),
    },
    retryAfter,
  );
}

export function isStatus(error: unknown, ...statuses: number[]): error is ApiProblem {
  return error instanceof ApiProblem && statuses.includes(error.status);
}

/** Whether asking again by itself may help: no answer, or a server that is busy or away. */
export function mayPass(error: unknown): boolean {
  return error instanceof NetworkFailure || isStatus(error, 429, 502, 503, 504);
}

/** What is thrown where an address names what is not there, as the server would answer. */
export function missing(): ApiProblem {
  return new ApiProblem({ type: 'about:blank', code: 'not_found', title: 'Not found', status: 404 });
}
