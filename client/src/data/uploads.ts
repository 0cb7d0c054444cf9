// Files on their way to a task: in order, two at a time, with progress; they go on when the panel
// is closed, can be stopped, and tried again where they failed.
import { useSyncExternalStore } from 'react';
import { api, newKey, type Schemas, take } from '~/api/client';
import { mayPass, NetworkFailure, readProblem } from '~/api/problem';
import { queryClient } from '~/api/queries';
import { holdPage } from '~/shell/dirty';

export type Attachment = Schemas['AttachmentBody'];

export interface Upload {
  key: string;
  task: number;
  file: File;
  /** From 0 to 1. */
  progress: number;
  state: 'waiting' | 'sending' | 'failed';
  error: unknown;
}

/** At once; more would only share the line. */
const AT_ONCE = 2;

type Progress = (sent: number) => void;

/** Our own addresses are asked for on this page's origin, which a proxy may have changed. */
function nearby(url: string): string {
  const { pathname, search } = new URL(url, window.location.href);
  return pathname.startsWith('/api/v1/uploads/') ? pathname + search : url;
}

/** Sends bytes with XMLHttpRequest: fetch cannot tell how far it has come. */
function send(
  method: string, url: string, body: Blob, headers: Record<string, string>, onProgress: Progress, signal: AbortSignal,
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    request.open(method, nearby(url));
    for (const [name, value] of Object.entries(headers)) {
      // The browser sets the length itself and forbids to say it.
      if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(request.getResponseHeader('etag'));
      const answer = new Response(request.responseText || null, { status: request.status, statusText: request.statusText });
      void readProblem(answer).then(reject);
    };
    request.onerror = () => reject(new NetworkFailure(new Error('the upload broke off')));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

/** How far a file has come: another try goes on from there. */
class Journey {
  #target: Schemas['UploadBody'] | null = null;
  readonly #sent: Schemas['SentPartInput'][] = [];
  #whole = false;

  constructor(readonly task: number, readonly file: File) {}

  /** Sends the file and hangs it on the task. */
  async go(onProgress: (part: number) => void, signal: AbortSignal): Promise<Attachment> {
    const target = await this.#aim(signal);
    const total = Math.max(this.file.size, 1);
    if (target.url !== null && !this.#whole) {
      await send(target.method, target.url, this.file, target.headers, (sent) => onProgress(sent / total), signal);
      this.#whole = true;
    }
    let from = 0;
    for (const part of target.parts) {
      const start = from;
      from += part.bytes;
      if (this.#sent.some(({ number }) => number === part.number)) continue;
      const bytes = this.file.slice(start, from);
      const etag = await send(target.method, part.url, bytes, target.headers, (sent) => onProgress((start + sent) / total), signal);
      this.#sent.push({ number: part.number, etag: etag ?? '' });
    }
    onProgress(1);
    // Said twice, where the first answer was lost, it hangs there once.
    return take(
      api.POST('/api/v1/uploads/{upload}/completion', {
        body: this.#sent.length > 0 ? { parts: this.#sent } : {},
        params: { path: { upload: target.id }, header: { 'Idempotency-Key': newKey() } },
        signal,
      }),
    );
  }

  /** Where it goes. What was begun is good for a while. */
  async #aim(signal: AbortSignal): Promise<Schemas['UploadBody']> {
    this.#target ??= await take(
      api.POST('/api/v1/tasks/{task}/uploads', {
        body: { name: this.file.name, size: this.file.size, type: this.file.type || 'application/octet-stream' },
        params: { path: { task: this.task }, header: { 'Idempotency-Key': newKey() } },
        signal,
      }),
    );
    return this.#target;
  }
}

interface Running {
  stop: AbortController;
  journey: Journey;
  done?: (attachment: Attachment) => void;
}

class Uploads {
  #all: Upload[] = [];
  #running = new Map<string, Running>();
  #listeners = new Set<() => void>();

  get all(): Upload[] {
    return this.#all;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Puts files in the queue. `done` is called for each that arrived. */
  add(task: number, files: File[], done?: (attachment: Attachment, file: File) => void): void {
    for (const file of files) {
      const key = newKey();
      this.#running.set(key, {
        stop: new AbortController(), journey: new Journey(task, file), done: done && ((attachment) => done(attachment, file)),
      });
      this.#set([...this.#all, { key, task, file, progress: 0, state: 'waiting', error: null }]);
    }
    this.#next();
  }

  retry(key: string): void {
    const upload = this.#all.find((known) => known.key === key);
    const before = this.#running.get(key);
    if (upload === undefined || before === undefined) return;
    // What the server refused is begun anew; what broke off goes on where it was.
    const journey = mayPass(upload.error) ? before.journey : new Journey(upload.task, upload.file);
    this.#running.set(key, { ...before, journey });
    this.#change(key, { state: 'waiting', error: null });
    this.#next();
  }

  cancel(key: string): void {
    this.#running.get(key)?.stop.abort(new DOMException('cancelled', 'AbortError'));
    this.#drop(key);
    this.#next();
  }

  #next(): void {
    const sending = this.#all.filter((upload) => upload.state === 'sending').length;
    const waiting = this.#all.filter((upload) => upload.state === 'waiting').slice(0, AT_ONCE - sending);
    for (const upload of waiting) void this.#send(upload);
  }

  async #send({ key, task }: Upload): Promise<void> {
    const running = this.#running.get(key);
    if (running === undefined) return;
    this.#change(key, { state: 'sending' });
    try {
      const attachment = await running.journey.go((progress) => this.#change(key, { progress }), running.stop.signal);
      this.#drop(key);
      running.done?.(attachment);
      void queryClient.invalidateQueries({ queryKey: ['attachments', task] });
    } catch (error) {
      if (!running.stop.signal.aborted) this.#change(key, { state: 'failed', error });
    }
    this.#next();
  }

  #drop(key: string): void {
    this.#running.delete(key);
    this.#set(this.#all.filter((upload) => upload.key !== key));
  }

  #change(key: string, change: Partial<Upload>): void {
    this.#set(this.#all.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)));
  }

  #set(next: Upload[]): void {
    this.#all = next;
    // Leaving the page would stop them.
    holdPage('uploads', next.length > 0);
    for (const listener of this.#listeners) listener();
  }
}

export const uploads = new Uploads();

/** The uploads to a task that are on their way or failed. */
export function useUploads(task: number): Upload[] {
  const all = useSyncExternalStore(uploads.subscribe, () => uploads.all);
  return all.filter((upload) => upload.task === task);
}
