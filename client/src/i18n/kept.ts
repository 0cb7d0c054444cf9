// Formatters of the language that is on. They are kept: making one costs more than a card's drawing,
// and a board asks for hundreds.
import { currentLocale, type Locale } from './locale';

function perLocale<Format>(make: (locale: Locale) => Format): () => Format {
  const made = new Map<Locale, Format>();
  return () => {
    const locale = currentLocale();
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}

export const numbers = perLocale((locale) => new Intl.NumberFormat(locale));
export const plurals = perLocale((locale) => new Intl.PluralRules(locale));
export const agos = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
