// The editor's changes of text.
import { describe, expect, test } from 'vitest';
import { type Edit, link, mention, mentionAt, newLine, prefixLines, type Selected, tickBox, wrap } from './format';

/** A text with `[` and `]` around what is selected, or `|` for the caret. */
function at(marked: string): Selected {
  const caret = marked.indexOf('|');
  if (caret >= 0) return { text: marked.replace('|', ''), from: caret, to: caret };
  const from = marked.indexOf('«');
  return { text: marked.replace(/[«»]/g, ''), from, to: marked.indexOf('»') - 1 };
}

function after({ text }: Selected, edit: Edit): string {
  const next = text.slice(0, edit.from) + edit.text + text.slice(edit.to);
  const [from, to] = edit.select;
  if (from === to) return `${next.slice(0, from)}|${next.slice(from)}`;
  return `${next.slice(0, from)}«${next.slice(from, to)}»${next.slice(to)}`;
}

function apply(marked: string, edit: (selected: Selected) => Edit | null): string | null {
  const selected = at(marked);
  const done = edit(selected);
  return done === null ? null : after(selected, done);
}

describe('wrap', () => {
  test.each([
    ['one «two» three', 'one **«two»** three'],
    ['one **«two»** three', 'one «two» three'],
    ['one «**two**» three', 'one «two» three'],
    ['one |', 'one **«bold»**'],
  ])('%s → %s', (before, expected) => {
    expect(apply(before, (s) => wrap(s, '**', 'bold'))).toBe(expected);
  });
});

describe('prefixLines', () => {
  test.each([
    ['milk|', '- ' as const, '- milk|'],
    ['- milk|', '- ' as const, 'milk|'],
    ['«milk\nbread»', '- [ ] ' as const, '«- [ ] milk\n- [ ] bread»'],
    ['«- milk\n- bread»', '1. ' as const, '«1. milk\n2. bread»'],
    ['«- [ ] milk\n- [ ] bread»', '- [ ] ' as const, '«milk\nbread»'],
  ])('%s with %s → %s', (before, prefix, expected) => {
    expect(apply(before, (s) => prefixLines(s, prefix))).toBe(expected);
  });
});

describe('newLine', () => {
  test.each([
    ['- milk|', '- milk\n- |'],
    ['- [x] milk|', '- [x] milk\n- [ ] |'],
    ['9. milk|', '9. milk\n10. |'],
    ['- milk\n- |', '- milk\n|'],
    ['milk|', null],
    ['«milk»', null],
  ])('%s → %s', (before, expected) => {
    expect(apply(before, newLine)).toBe(expected);
  });
});

describe('link', () => {
  test.each([
    ['see «here»', 'see [here](«https://»)'],
    ['«https://example.com»', '[«words»](https://example.com)'],
  ])('%s → %s', (before, expected) => {
    expect(apply(before, (s) => link(s, 'words'))).toBe(expected);
  });
});

describe('tickBox', () => {
  const text = '- [ ] one\n```\n- [ ] code\n```\n1. [x] two\n> - [ ] three';
  test('counts as the page does, and leaves code alone', () => {
    expect(tickBox(text, 0, true)).toContain('- [x] one');
    expect(tickBox(text, 1, false)).toContain('1. [ ] two');
    expect(tickBox(text, 2, true)).toContain('> - [x] three');
    expect(tickBox(text, 2, true)).toContain('- [ ] code');
    expect(tickBox(text, 9, true)).toBe(text);
  });
});

describe('mentionAt', () => {
  test.each([
    ['hello @An', { from: 6, search: 'An' }],
    ['@', { from: 0, search: '' }],
    ['(@josé ló', { from: 1, search: 'josé ló' }],
    ['mail me at ana@example', null],
    ['@ana wrote this long', null],
  ])('%s', (text, expected) => {
    expect(mentionAt(text, text.length)).toEqual(expected);
  });

  test('writes a mention as Markdown', () => {
    expect(mention('Ana [x] Torres', 12)).toBe('@[Ana x Torres](12) ');
  });
});
