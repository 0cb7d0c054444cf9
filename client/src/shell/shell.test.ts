// Keys, and what the palette finds.
import { beforeEach, describe, expect, test } from 'vitest';
import { setCatalogue } from '~/i18n/locale';
import type { Command } from './commands';
import { match, nameOf } from './keys';
import { fit } from './paletteItems';

beforeEach(() => setCatalogue('en', {}));

describe('keys', () => {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  test.each([
    [{ ...none, key: 'k', ctrlKey: true }, 'mod+k'],
    [{ ...none, key: 'K', metaKey: true, shiftKey: true }, 'mod+shift+k'],
    [{ ...none, key: '?', shiftKey: true }, '?'],
    [{ ...none, key: 'G', shiftKey: true }, 'shift+g'],
    [{ ...none, key: 'G' }, 'g'],
    [{ ...none, key: 'ArrowDown' }, 'ArrowDown'],
    [{ ...none, key: 'Shift', shiftKey: true }, null],
    [{ ...none, key: 'e', altKey: true }, null],
  ])('%j is %s', (press, name) => expect(nameOf(press)).toBe(name));

  const command = (id: string, keys: string): Command => ({ id, keys, label: id, group: 'x', run: () => {} });
  const all = [command('inbox', 'g i'), command('home', 'g h'), command('item', 'i')];
  test('two in a row come before one alone, and a first one waits', () => {
    expect(match(all, 'g', null)).toEqual({ command: null, waiting: true });
    expect(match(all, 'i', 'g').command?.id).toBe('inbox');
    expect(match(all, 'i', null).command?.id).toBe('item');
    expect(match(all, 'x', 'g')).toEqual({ command: null, waiting: false });
  });
});

describe('fit', () => {
  test.each([
    ['New project', 'pro', true], ['New project', 'new p', true], ['New project', 'ject', false],
    ['Búsqueda rápida', 'busq rap', true], ['Anything', '', true],
  ])('%s answers %s: %s', (text, query, fits) => expect(fit(text, query) > 0).toBe(fits));

  test('words at the front count more', () => {
    expect(fit('Board of work', 'board')).toBeGreaterThan(fit('The old board', 'board'));
  });
});
