// Which language is on, and its catalogue: one chunk for each language, loaded when it is needed.
import { useSyncExternalStore } from 'react';

export const LOCALES = ['en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

const STORED = 'blimp.language';
interface Words {
  catalogue: Record<string, Record<string, string>>;
  problems: Record<string, string>;
}

const load: Record<Locale, () => Promise<Words>> = {
  en: () => import('./en'),
  es: () => import('./es'),
};

let locale: Locale = 'en';
let words: Record<string, Record<string, string>> = {};
let refusals: Record<string, string> = {};
const listeners = new Set<() => void>();

/** The text of a key as it stands in the catalogue. */
export function lookUp(key: string): string | undefined {
  const dot = key.indexOf('.');
  return words[key.slice(0, dot)]?.[key.slice(dot + 1)];
}

/** A refusal of the server in the reader's language; its own words where there are no others. */
export function refusal(code: string, own: string): string {
  const known = refusals[code];
  if (known === undefined) return own;
  const count = /\d+/.exec(own)?.[0];
  if (!known.includes('{count}')) return known;
  return count === undefined ? own : known.replace('{count}', count);
}

export function currentLocale(): Locale {
  return locale;
}

export function asLocale(tag: string | null | undefined): Locale | undefined {
  const language = tag?.toLowerCase().split('-')[0];
  return LOCALES.find((known) => known === language);
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

/** Loads the language that was last chosen here, or that the browser asks for. */
export function startLocale(): Promise<void> {
  const wanted = [stored(), ...navigator.languages].map(asLocale).find((known) => known);
  return setLocale(wanted ?? 'en');
}

export async function setLocale(next: Locale): Promise<void> {
  const { catalogue, problems } = await load[next]();
  words = catalogue;
  refusals = problems;
  locale = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(STORED, next);
  } catch {
    // Storage is switched off: the choice lasts for this page.
  }
  for (const listener of listeners) listener();
}

/** For tests: a catalogue without a browser around it. */
export function setCatalogue(
  next: Locale, catalogue: Words['catalogue'], problems: Words['problems'] = {},
): void {
  words = catalogue;
  refusals = problems;
  locale = next;
}

export function useLocale(): Locale {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentLocale);
}
