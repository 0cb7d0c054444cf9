// Reading search parameters of an address: what does not fit is dropped, so that an old or broken
// link shows the view without it.

/** A positive whole number. */
export function numberParam(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** A text that says something; numbers that look like one are taken as text. */
export function textParam(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** One of a few words. */
export function wordParam<W extends string>(value: unknown, words: readonly W[]): W | undefined {
  return words.find((word) => word === value);
}

/** Several texts, from a list or one text with commas; none is undefined. */
export function listParam(value: unknown): string[] | undefined {
  const items = Array.isArray(value) ? value.map(textParam) : textParam(value)?.split(',') ?? [];
  const texts = items.filter((item): item is string => item !== undefined && item !== '');
  return texts.length > 0 ? texts : undefined;
}

/** A day, YYYY-MM-DD. */
export function dayParam(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
}

/** A flag: present and true, or absent. */
export function flagParam(value: unknown): true | undefined {
  return value === true || value === 'true' || value === 1 || value === '1' ? true : undefined;
}
