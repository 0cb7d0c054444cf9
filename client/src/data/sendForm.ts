// Sends a form with a file. Not by fetch: only XMLHttpRequest tells how much has gone out.
import { connection } from '~/api/connection';
import { NetworkFailure, readProblem } from '~/api/problem';

interface Sending {
  /** The Idempotency-Key. */
  key: string;
  /** Told how much has been sent, from 0 to 1. */
  onSent?: (share: number) => void;
  signal?: AbortSignal;
}

export function sendForm<T>(method: 'POST' | 'PUT', url: string, form: FormData, sending: Sending): Promise<T> {
  const { key, onSent, signal } = sending;
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.setRequestHeader('Accept', 'application/json');
    if (method === 'POST') request.setRequestHeader('Idempotency-Key', key);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onSent?.(event.loaded / event.total);
    };
    request.onload = () => {
      connection.answered();
      if (request.status >= 200 && request.status < 300) {
        // The document types say what this route answers; nothing checks bodies at run time.
        resolve(JSON.parse(request.responseText) as T);
        return;
      }
      void readProblem(answerOf(request)).then(reject, reject);
    };
    request.onerror = () => {
      connection.failed();
      reject(new NetworkFailure(new Error(`${method} ${url} was not answered`)));
    };
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ['content-type', 'retry-after', 'x-request-id']) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(request.responseText, { status: request.status, statusText: request.statusText, headers });
}
