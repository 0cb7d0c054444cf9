// Reads several addresses from one text, as people paste them: lines, commas, `Bo <bo@example.com>`.

export interface Addresses {
  /** Each once, in the order in which they stand. */
  good: string[];
  /** What stands there and is no address. */
  bad: string[];
}

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;

export function readAddresses(text: string): Addresses {
  const good = new Map<string, string>();
  const bad: string[] = [];
  for (const piece of text.split(/[,;\n]+/)) {
    // A name before an address in angle brackets is not needed.
    const inner = /<([^<>]*)>\s*$/.exec(piece)?.[1] ?? piece;
    for (const word of inner.trim().split(/\s+/)) {
      if (word === '') continue;
      if (ADDRESS.test(word)) good.set(word.toLowerCase(), good.get(word.toLowerCase()) ?? word);
      else bad.push(word);
    }
  }
  return { good: [...good.values()], bad };
}
