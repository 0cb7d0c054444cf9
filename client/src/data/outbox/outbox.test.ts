// What is typed arrives once and in order; what is refused goes back to whoever wrote it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem, NetworkFailure } from '~/api/problem';
import { queryClient } from '~/api/queries';
import { Outbox } from './outbox';

vi.mock('~/ui/toast', () => ({ toast: vi.fn(), toastKept: vi.fn() }));

const kept = new Map<string, string>();

beforeEach(() => {
  vi.useFakeTimers();
  kept.clear();
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('localStorage', new Proxy({}, {
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_, name) => ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    })[String(name)],
  }));
  queryClient.setQueryData(['me'], { user: { id: 7 } });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

interface Words {
  words: string;
}

function boxOf(...answers: (() => Promise<number>)[]) {
  const asked: string[] = [];
  const arrived: number[] = [];
  const box = new Outbox<Words, number>({
    name: 'test',
    post: ({ words }, key) => {
      asked.push(`${words} ${key}`);
      return (answers.shift() ?? (() => Promise.resolve(0)))();
    },
    arrived: (answer) => arrived.push(answer),
    words: ({ words }) => words,
  });
  return { box, asked, arrived };
}

const lost = () => Promise.reject(new NetworkFailure(null));
const refused = () => Promise.reject(new ApiProblem({ type: '', code: '', title: 'No.', status: 422 }));

test('a lost answer is asked for again under the same key, and what came later waits behind', async () => {
  const { box, asked, arrived } = boxOf(lost, lost, () => Promise.resolve(1), () => Promise.resolve(2));
  const first = box.send({ words: 'first' });
  const second = box.send({ words: 'second' });
  expect(kept.size).toBe(2);
  await vi.advanceTimersByTimeAsync(0);
  expect(box.waiting).toEqual(['first', 'second']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([await first.answer, await second.answer]).toEqual([1, 2]);
  expect(asked).toEqual([`first ${first.key}`, `first ${first.key}`, `first ${first.key}`, `second ${second.key}`]);
  expect(arrived).toEqual([1, 2]);
  expect([kept.size, box.letters.length]).toEqual([0, 0]);
});

test('a refusal goes back to whoever wrote it; where nobody waits for it, it is kept', async () => {
  const { box } = boxOf(refused, refused);
  await expect(box.send({ words: 'first' }).answer).rejects.toBeInstanceOf(ApiProblem);
  expect(kept.size).toBe(0);
  box.disown([box.send({ words: 'second' }).key]);
  await vi.advanceTimersByTimeAsync(0);
  expect(box.letters.map(({ input, state }) => `${input.words} ${state}`)).toEqual(['second refused']);
  expect(kept.size).toBe(1);
});

test('what an earlier page left is sent under its key, by whoever wrote it and nobody else', async () => {
  const { box, asked, arrived } = boxOf(() => Promise.resolve(5));
  const at = Date.now();
  kept.set('blimp.outbox.test.k1', JSON.stringify({ user: 7, at, input: { words: 'mine' } }));
  kept.set('blimp.outbox.test.k2', JSON.stringify({ user: 8, at, input: { words: 'theirs' } }));
  kept.set('blimp.outbox.test.k3', 'not ours');
  box.resume();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual(['mine k1']);
  expect(arrived).toEqual([5]);
  expect([...kept.keys()]).toEqual(['blimp.outbox.test.k2', 'blimp.outbox.test.k3']);
});

test('after a day the server may have forgotten the key: it is not sent unasked', async () => {
  const { box, asked } = boxOf();
  kept.set('blimp.outbox.test.k1', JSON.stringify({ user: 7, at: Date.now() - 24 * 3_600_000, input: { words: 'old' } }));
  box.resume();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual([]);
  expect(box.letters.map(({ state }) => state)).toEqual(['refused']);
});
