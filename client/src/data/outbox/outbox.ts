// What is typed and must arrive exactly once, over a lost connection too. Each letter is kept in this
// browser under one Idempotency-Key, and sent again until the server has answered: here, or, where
// this tab is closed, in another one or at the next visit.
import { newKey } from '~/api/client';
import { connection } from '~/api/connection';
import { isStatus, mayPass, NetworkFailure } from '~/api/problem';
import { delay, queryClient } from '~/api/queries';
import { t } from '~/i18n';
import { sessionLost, sessionState } from '~/shell/sessionLost';
import { inWords } from '~/ui/Failure';
import { toast, toastKept } from '~/ui/toast';
import { meQuery } from '../session';
import { forget, isKept, keep, keptOf, placeOf, type Stored, watchStore } from './store';

/** The server remembers keys for a day: what is older might be done twice, so a person is asked. */
const GOOD_FOR_MS = 23 * 3_600_000;

export interface Letter<Input> extends Stored<Input> {
  key: string;
  /** `elsewhere` is another tab's, as long as that one is open. */
  state: 'elsewhere' | 'sending' | 'waiting' | 'refused';
}

interface Kind<Input, Answer> {
  name: string;
  post: (input: Input, key: string) => Promise<Answer>;
  /** What follows on the screen when it has arrived, wherever it was written. */
  arrived: (answer: Answer, input: Input) => void;
  /** What was typed. */
  words: (input: Input) => string;
}

function me(): number | undefined {
  return queryClient.getQueryData(meQuery.queryKey)?.user.id;
}

/** Only one tab sends a letter. Without https there are no locks; the key is enough then. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request(name, work);
  else await work();
}

/** Waits until it makes sense to try again. */
async function untilNextTry(attempt: number, error: Error): Promise<void> {
  const away = connection.state === 'offline' || connection.state === 'unreachable';
  if (away) await connection.back();
  await new Promise((resolve) => setTimeout(resolve, delay(away ? 0 : Math.min(attempt, 4), error)));
}

export interface Sending<Answer> {
  key: string;
  answer: Promise<Answer>;
}

interface Owner<Answer> {
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

export class Outbox<Input extends object, Answer> {
  #letters: Letter<Input>[] = [];
  /** Written in this tab. */
  readonly #own = new Set<string>();
  /** Where the outcome is waited for; without one, it is told in a message. */
  readonly #owners = new Map<string, Owner<Answer>>();
  readonly #underway = new Set<string>();
  readonly #listeners = new Set<() => void>();
  /** One after the other, so that they arrive in the order in which they were written. */
  #line: Promise<void> = Promise.resolve();

  constructor(readonly kind: Kind<Input, Answer>) {
    boxes.add(this);
  }

  /** What waits for the connection. */
  get waiting(): string[] {
    return this.#letters.filter(({ state }) => state === 'waiting').map(({ input }) => this.kind.words(input));
  }

  get letters(): Letter<Input>[] {
    return this.#letters;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  send(input: Input): Sending<Answer> {
    const state = this.waiting.length > 0 ? 'waiting' : 'sending';
    const letter: Letter<Input> = { key: newKey(), user: me() ?? 0, at: Date.now(), input, state };
    this.#own.add(letter.key);
    keep(this.#place(letter), letter);
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#owners.set(letter.key, { resolve, reject });
    });
    this.#set([...this.#letters, letter]);
    void this.#deliver(letter);
    return { key: letter.key, answer };
  }

  /** Whoever wrote these has left the screen: their outcome is told in a message. */
  disown(keys: Iterable<string>): void {
    for (const key of keys) this.#owners.delete(key);
  }

  /** Takes up what is kept in this browser, and what waits in this tab. */
  resume(): void {
    const found = [...this.#letters.filter(({ state }) => state === 'waiting'), ...this.#found()];
    for (const letter of found.sort((a, b) => a.at - b.at)) {
      if (letter.user === me() && !this.#underway.has(letter.key)) void this.#deliver(letter);
    }
  }

  /** Another tab wrote a letter, or has sent one. */
  heard(key: string, kept: boolean): void {
    if (kept) this.resume();
    else if (!this.#own.has(key)) this.#set(this.#letters.filter((letter) => letter.key !== key));
  }

  #found(): Letter<Input>[] {
    const known = new Set(this.#letters.map(({ key }) => key));
    const found = keptOf(this.kind.name).filter(({ key, value }) => !known.has(key) && value.user === me());
    // What this kind has kept: nothing else writes under its name.
    const letters = found.map(({ key, value }) => ({ ...value, key, input: value.input as Input, state: 'elsewhere' as const }));
    if (letters.length > 0) this.#set([...this.#letters, ...letters]);
    return letters;
  }

  async #deliver(letter: Letter<Input>): Promise<void> {
    this.#underway.add(letter.key);
    await alone(this.#place(letter), async () => {
      // Another tab may have sent it meanwhile.
      if (!this.#own.has(letter.key) && !isKept(this.#place(letter))) return this.#drop(letter);
      const sent = this.#line.then(() => this.#try(letter));
      this.#line = sent.catch(() => undefined);
      await sent;
    });
    this.#underway.delete(letter.key);
  }

  async #try(letter: Letter<Input>): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      // Somebody else is signed in, or nobody: it waits for whoever wrote it.
      if (me() !== letter.user || sessionState.lost) return this.#change(letter, 'waiting');
      if (Date.now() - letter.at > GOOD_FOR_MS) return this.#refuse(letter, new NetworkFailure(null), t('shell.tooOld'));
      try {
        const answer = await this.kind.post(letter.input, letter.key);
        return this.#arrive(letter, answer);
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        if (isStatus(error, 401)) {
          this.#change(letter, 'waiting');
          return sessionLost();
        }
        if (!mayPass(error)) return this.#refuse(letter, error, inWords(error));
        this.#stall(letter);
        await untilNextTry(attempt, error);
      }
    }
  }

  #arrive(letter: Letter<Input>, answer: Answer): void {
    const owner = this.#owners.get(letter.key);
    const late = this.#letters.find(({ key }) => key === letter.key)?.state !== 'sending';
    this.kind.arrived(answer, letter.input);
    this.#drop(letter);
    if (owner !== undefined) owner.resolve(answer);
    else if (late) toast(t('shell.sentLate', { words: short(this.kind.words(letter.input)) }));
  }

  #refuse(letter: Letter<Input>, error: Error, why: string): void {
    const owner = this.#owners.get(letter.key);
    if (owner !== undefined) {
      this.#drop(letter);
      return owner.reject(error);
    }
    this.#change(letter, 'refused');
    toastKept(t('shell.notSent'), why, this.kind.words(letter.input), {
      again: () => {
        this.#drop(letter);
        this.disown([this.send(letter.input).key]);
      },
      drop: () => this.#drop(letter),
    });
  }

  #drop(letter: Letter<Input>): void {
    this.#owners.delete(letter.key);
    this.#own.delete(letter.key);
    forget(this.#place(letter));
    this.#set(this.#letters.filter(({ key }) => key !== letter.key));
  }

  #place({ key }: Letter<Input>): string {
    return placeOf(this.kind.name, key);
  }

  #change({ key }: Letter<Input>, state: Letter<Input>['state']): void {
    this.#set(this.#letters.map((letter) => (letter.key === key ? { ...letter, state } : letter)));
  }

  /** It waits, and so does what stands in line behind it. */
  #stall({ key }: Letter<Input>): void {
    this.#set(this.#letters.map((letter) => (letter.key === key || letter.state === 'sending' ? { ...letter, state: 'waiting' } : letter)));
  }

  #set(next: Letter<Input>[]): void {
    this.#letters = next;
    for (const listener of this.#listeners) listener();
    recount();
  }
}

const LONGEST = 80;

function short(words: string): string {
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
}

/** All outboxes, whatever they send. */
interface Box {
  readonly kind: { name: string };
  readonly waiting: string[];
  resume: () => void;
  heard: (key: string, kept: boolean) => void;
}

const boxes = new Set<Box>();
const counting = new Set<() => void>();
let waiting: string[] = [];

function recount(): void {
  const next = [...boxes].flatMap((box) => box.waiting);
  if (next.join('\n') === waiting.join('\n')) return;
  waiting = next;
  for (const listener of counting) listener();
}

/** What waits for the connection, of all kinds. */
export const waitingWords = {
  get: (): string[] => waiting,
  subscribe: (listener: () => void): (() => void) => {
    counting.add(listener);
    return () => counting.delete(listener);
  },
};

/** Sends what is kept in this browser, and goes on with it after signing in again. Returns how to stop. */
export function openOutboxes(): () => void {
  const resume = () => {
    for (const box of boxes) box.resume();
  };
  resume();
  const stops = [
    sessionState.subscribe(resume),
    watchStore((kind, key, kept) => {
      for (const box of boxes) if (box.kind.name === kind) box.heard(key, kept);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
