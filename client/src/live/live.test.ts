// Reading the stream, coming back to it, and what facts make stale.
import { afterEach, describe, expect, test, vi } from 'vitest';
// Made from the code of the server; a test there keeps it so.
import page from '../../../docs/events.md?raw';
import type { Fact } from './live';
import { EventParser } from './sse';
import { isKnown, mayTell, staleAfter } from './stale';
import { follow, waitFor } from './stream';

describe('EventParser', () => {
  test('gives whole events from text in any pieces, and remembers the last id', () => {
    const text = 'id: 7\nretry: 1500\n: hello\n\nid: 8\nevent: task.created.v1\ndata: {"a":\ndata: 1}\n\n';
    for (const size of [1, 3, 7, text.length]) {
      const parser = new EventParser();
      const events = [];
      for (let at = 0; at < text.length; at += size) events.push(...parser.push(text.slice(at, at + size)));
      expect(events).toEqual([{ name: 'task.created.v1', data: '{"a":\n1}' }]);
      expect([parser.lastId, parser.retry]).toEqual(['8', 1500]);
    }
  });

  test('takes any line ending, and a field without a value', () => {
    const parser = new EventParser('3');
    expect(parser.push('event: reset\r\ndata\r\n\r\n')).toEqual([{ name: 'reset', data: '' }]);
    expect(parser.lastId).toBe('3');
  });

  test('an id without data moves the place and is no event', () => {
    const parser = new EventParser('3');
    expect(parser.push('id: 9\n: beat\n\n')).toEqual([]);
    expect(parser.lastId).toBe('9');
  });
});

test('waiting doubles, has chance in it, ends somewhere, and minds the server once', () => {
  expect([waitFor(0, null, 0), waitFor(0, null, 1), waitFor(3, null, 1)]).toEqual([500, 1_000, 8_000]);
  expect(waitFor(30, null, 1)).toBe(30_000);
  expect([waitFor(0, 4_000, 0), waitFor(1, 4_000, 0)]).toEqual([4_000, 1_000]);
});

describe('follow', () => {
  afterEach(() => vi.unstubAllGlobals());

  function answer(text: string): Response {
    return new Response(new Blob([text]).stream(), { headers: { 'content-type': 'text/event-stream' } });
  }

  test('resumes after the last event, says that it is back, and stops where nobody is signed in', async () => {
    vi.useFakeTimers();
    const asked: (string | null)[] = [];
    const answers = [
      () => Promise.resolve(answer('id: 5\nevent: a.v1\ndata: {}\n\n')),
      () => Promise.reject(new TypeError('no network')),
      () => Promise.resolve(answer('id: 6\nevent: b.v1\ndata: {}\n\n')),
      () => Promise.resolve(new Response(null, { status: 401 })),
    ];
    vi.stubGlobal('window', { addEventListener: () => {}, removeEventListener: () => {} });
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      asked.push(new Headers(init.headers).get('last-event-id'));
      return answers.shift()?.();
    });
    const heard: string[] = [];
    const done = follow(null, {
      event: (event, id) => heard.push(`${event.name} ${id}`),
      back: () => heard.push('back'),
      unauthenticated: () => heard.push('signed out'),
    }, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    await done;
    expect(asked).toEqual([null, '5', '5', '6']);
    expect(heard).toEqual(['a.v1 5', 'back', 'b.v1 6', 'signed out']);
  });
});

describe('facts', () => {
  const fact = (name: string, more: Partial<Fact> = {}): Fact => ({
    id: 1, name, subject: { type: 'task', id: 9 }, company_id: 1, project_id: 2, task_id: 9,
    actor: { id: 3, name: 'Bo', avatar_url: null }, at: '2026-11-23T10:00:00Z', part_of: null, task: null,
    reversible: false, changes: {}, ...more,
  });

  test.each([
    ['task.closed.v1', ['task', 9], ['board', 2], ['goals', 2], ['files', 'of', 2], ['tasks', 1], ['projects', 1], ['activity', 1]],
    ['comment.added.v1', ['comments', 9], ['task', 9], ['board', 2], ['comments', 'of', 2], ['tasks', 1], ['activity', 1]],
    ['attachment.added.v1', ['attachments', 9], ['task', 9], ['board', 2], ['files', 'of', 2], ['tasks', 1], ['activity', 1]],
    ['label.changed.v1', ['board'], ['labels', 1], ['tasks', 1], ['activity', 1]],
    ['view.created.v1', ['views', 1], ['activity', 1]],
    ['project.trashed.v1', ['projects', 1], ['project', 2], ['people', 2], ['board', 2], ['trash', 1], ['activity', 1]],
    ['something.new.v1', ['activity', 1]],
  ])('%s', (name, ...stale) => {
    expect(staleAfter(fact(name))).toEqual(stale);
  });

  test('of many tasks at once make all open tasks stale', () => {
    expect(staleAfter(fact('tasks.changed.v1', { task_id: null }))).toEqual([
      ['task'], ['board', 2], ['goals', 2], ['files', 'of', 2], ['tasks', 1], ['projects', 1], ['activity', 1],
    ]);
  });

  test('of tasks of several projects make all open boards stale', () => {
    expect(staleAfter(fact('tasks.changed.v1', { task_id: null, project_id: null }))).toEqual([
      ['task'], ['board'], ['goals'], ['files'], ['tasks', 1], ['projects', 1], ['activity', 1],
    ]);
  });

  const names = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? '');
  test('that the server can tell are all known here', () => {
    expect(names).toContain('task.created.v1');
    expect(names.filter((name) => !isKnown(name))).toEqual([]);
  });

  test('make stale only what is read somewhere', () => {
    const sources = Object.values(import.meta.glob<string>('../data/*.ts', { query: '?raw', import: 'default', eager: true }));
    const read = new Set(sources.flatMap((source) => [...source.matchAll(/queryKey: \['(\w+)'/g)].map((match) => match[1])));
    const nouns = new Set(names.flatMap((name) => staleAfter(fact(name))).map(([noun]) => noun));
    expect([...nouns].filter((noun) => !read.has(noun))).toEqual([]);
  });

  test('of no company make nothing of a company stale', () => {
    expect(staleAfter(fact('session.ended.v1', { company_id: null, project_id: null, task_id: null }))).toEqual([['sessions']]);
  });

  test('tell the inbox, but not of what one did oneself', () => {
    expect(mayTell(fact('task.assigned.v1'), 1)).toBe(true);
    expect(mayTell(fact('task.assigned.v1'), 3)).toBe(false);
    expect(mayTell(fact('goal.changed.v1'), 1)).toBe(false);
  });
});
