// t('area.key', { name }): the text of a key, with its values put in and its plural chosen.
import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';
import type { catalogue } from './en';
import { numbers, plurals } from './kept';
import { lookUp } from './locale';

type Catalogue = typeof catalogue;
type Singular<K> = K extends `${infer Base}_${'one' | 'many' | 'other'}` ? Base : K;
type AreaKeys<A extends keyof Catalogue> = Singular<Extract<keyof Catalogue[A], string>>;

/** Every key there is: `area.key`, plurals without their ending. */
export type Key = { [A in keyof Catalogue]: `${A}.${AreaKeys<A>}` }[keyof Catalogue];

export type Values = Record<string, string | number>;

function pattern(key: string, count: unknown): string {
  if (typeof count === 'number') {
    const rule = plurals().select(count);
    const plural = lookUp(`${key}_${rule}`) ?? lookUp(`${key}_other`);
    if (plural !== undefined) return plural;
  }
  return lookUp(key) ?? key;
}

const HOLE = /\{(\w+)\}/;
const HOLES = /\{(\w+)\}/g;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Marks around a right-to-left name keep it from turning the sentence about. */
function isolated(value: string): string {
  return RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
}

/** What somebody typed, or copied from a sentence with its marks. */
export function unmarked(text: string): string {
  return text.replace(/[\u2068\u2069]/g, '').trim();
}

function show(value: string | number): string {
  return typeof value === 'number' ? numbers().format(value) : isolated(value);
}

export function t(key: Key, values: Values = {}): string {
  return pattern(key, values.count).replace(HOLES, (hole, name: string) => {
    const value = values[name];
    return value === undefined ? hole : show(value);
  });
}

/** Like t(), for values that are elements: a name in bold, a link. */
export function Tx({ k, values }: { k: Key; values: Record<string, ReactNode> }): ReactElement {
  const parts = pattern(k, values.count).split(HOLE);
  const nodes = parts.map((part, at) => {
    if (at % 2 === 0) return part;
    const value = values[part];
    return typeof value === 'number' || typeof value === 'string' ? show(value) : value;
  });
  return createElement(Fragment, null, ...nodes);
}
