// The two catalogues say the same things, and plurals and values are put in.
import { beforeEach, describe, expect, test } from 'vitest';
import { catalogue as en } from './en';
import { catalogue as es } from './es';
import { setCatalogue } from './locale';
import { t } from './translate';

const text: Record<'en' | 'es', Record<string, Record<string, string>>> = { en, es };

/** Keys without plural endings: languages differ in how many plurals they have. */
function keys(area: Record<string, string> | undefined): string[] {
  return [...new Set(Object.keys(area ?? {}).map((key) => key.replace(/_(one|many|other)$/, '')))].sort();
}

function holes(words: string): string[] {
  return [...words.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}

describe('catalogues', () => {
  test.each(Object.keys(en))('%s has the same keys in both languages', (area) => {
    expect(keys(text.es[area])).toEqual(keys(text.en[area]));
  });

  test.each(Object.keys(en))('%s has the same holes in both languages', (area) => {
    for (const [key, words] of Object.entries(text.en[area] ?? {})) {
      const other = text.es[area]?.[key];
      if (other === undefined || /_(one|many|other)$/.test(key)) continue;
      expect({ key, holes: holes(other) }).toEqual({ key, holes: holes(words) });
    }
  });

  test('every plural has the form that always fits', () => {
    for (const language of ['en', 'es'] as const) {
      for (const [area, words] of Object.entries(text[language])) {
        for (const key of Object.keys(words).filter((k) => /_(one|many)$/.test(k))) {
          expect(words, `${language} ${area}.${key}`).toHaveProperty(key.replace(/_(one|many)$/, '_other'));
        }
      }
    }
  });

  test('no text is empty', () => {
    for (const language of ['en', 'es'] as const) {
      for (const [area, words] of Object.entries(text[language])) {
        for (const [key, value] of Object.entries(words)) expect(value.trim(), `${language} ${area}.${key}`).not.toBe('');
      }
    }
  });
});

describe('t', () => {
  beforeEach(() => setCatalogue('en', en));

  test('puts values in', () => {
    expect(t('common.typeToConfirm', { word: 'Acme' })).toBe('Type “Acme” to confirm');
  });

  test('keeps a right-to-left name from turning the sentence about', () => {
    expect(t('common.typeToConfirm', { word: 'دار' })).toBe('Type “\u2068دار\u2069” to confirm');
  });

  test('chooses the plural of the language, and writes numbers as it does', () => {
    expect(t('shell.unread', { count: 1 })).toBe('1 unread notice');
    expect(t('shell.unread', { count: 12_000 })).toBe('12,000 unread notices');
    setCatalogue('es', es);
    expect(t('shell.unread', { count: 1 })).toBe('1 aviso sin leer');
    expect(t('shell.unread', { count: 12_000 })).toBe('12.000 avisos sin leer');
    // Spanish has a form for millions; where the catalogue has none, the general one fits.
    expect(t('shell.unread', { count: 1_000_000 })).toBe('1.000.000 avisos sin leer');
  });
});
