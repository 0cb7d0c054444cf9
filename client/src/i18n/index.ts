// Words, plurals, dates and times in the reader's language and time zone.
export { currentLocale, LOCALES, type Locale, setLocale, startLocale, useLocale } from './locale';
export { type Key, Tx, t, unmarked } from './translate';
export * from './time';
