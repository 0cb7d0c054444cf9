// What the editor does to text, without a browser: each function says which range becomes what.

/** A text and what is selected in it. */
export interface Selected {
  text: string;
  from: number;
  to: number;
}

/** Replace `from` to `to` by `text`, then select `select`. */
export interface Edit {
  from: number;
  to: number;
  text: string;
  select: [number, number];
}

/** Puts marks around what is selected, or takes them off. */
export function wrap({ text, from, to }: Selected, mark: string, placeholder: string, end = mark): Edit {
  const inside = text.slice(from, to);
  const around = text.slice(from - mark.length, from) === mark && text.slice(to, to + end.length) === end;
  if (around) {
    const start = from - mark.length;
    return { from: start, to: to + end.length, text: inside, select: [start, start + inside.length] };
  }
  if (inside.length >= mark.length + end.length && inside.startsWith(mark) && inside.endsWith(end)) {
    const bare = inside.slice(mark.length, inside.length - end.length);
    return { from, to, text: bare, select: [from, from + bare.length] };
  }
  const word = inside === '' ? placeholder : inside;
  const start = from + mark.length;
  return { from, to, text: `${mark}${word}${end}`, select: [start, start + word.length] };
}

const LIST = /^(\s*)(?:[-*+] (?:\[[ xX]\] )?|\d+\. |> )/;

/** Makes a list, a quote or boxes of the selected lines, or plain lines again. */
export function prefixLines({ text, from, to }: Selected, prefix: '- ' | '1. ' | '- [ ] ' | '> '): Edit {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', to) < 0 ? text.length : text.indexOf('\n', to);
  const lines = text.slice(start, end).split('\n');
  const want = (at: number) => (prefix === '1. ' ? `${at + 1}. ` : prefix);
  const all = lines.every((line, at) => line.trimStart().startsWith(want(at)) && LIST.exec(line)?.[0].trimStart() === want(at));
  const next = lines
    .map((line, at) => {
      const bare = line.replace(LIST, '$1');
      const indent = /^\s*/.exec(bare)?.[0] ?? '';
      return all ? bare : `${indent}${want(at)}${bare.slice(indent.length)}`;
    })
    .join('\n');
  return { from: start, to: end, text: next, select: lines.length === 1 ? [start + next.length, start + next.length] : [start, start + next.length] };
}

/** A link of what is selected; an address that is selected becomes its target. */
export function link({ text, from, to }: Selected, words: string): Edit {
  const inside = text.slice(from, to);
  if (/^https?:\/\/\S+$/.test(inside)) {
    return { from, to, text: `[${words}](${inside})`, select: [from + 1, from + 1 + words.length] };
  }
  const name = inside === '' ? words : inside;
  const at = from + name.length + 3;
  return { from, to, text: `[${name}](https://)`, select: [at, at + 8] };
}

/** What Enter does inside a list: the next item, or the end of the list on an empty one. */
export function newLine({ text, from, to }: Selected): Edit | null {
  if (from !== to) return null;
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const line = text.slice(start, from);
  const found = /^(\s*)([-*+] \[[ xX]\] |[-*+] |(\d+)\. |> )/.exec(line);
  if (found === null) return null;
  const [all, indent = '', marker = '', number] = found;
  if (line.trim() === marker.trim()) return { from: start, to: from, text: '', select: [start, start] };
  if (all.length > line.length) return null;
  const next = number === undefined ? marker.replace(/\[[xX]\]/, '[ ]') : `${Number(number) + 1}. `;
  const put = `\n${indent}${next}`;
  return { from, to, text: put, select: [from + put.length, from + put.length] };
}

/** Puts text in place of what is selected. */
export function put({ from, to }: Selected, text: string): Edit {
  return { from, to, text, select: [from + text.length, from + text.length] };
}

const BOX = /^(\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+\[)([ xX])(\]\s)/;

/** The lines of a text that are task-list boxes, those in code left out. */
function boxLines(lines: string[]): number[] {
  const found: number[] = [];
  let fence: string | null = null;
  lines.forEach((line, at) => {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === null) fence = mark;
      else if (mark.startsWith(fence)) fence = null;
    } else if (fence === null && BOX.test(line)) {
      found.push(at);
    }
  });
  return found;
}

/** Ticks the box that is the `nth` in the text, or takes its tick away. */
export function tickBox(text: string, nth: number, ticked: boolean): string {
  const lines = text.split('\n');
  const at = boxLines(lines)[nth];
  const line = at === undefined ? undefined : lines[at];
  if (at === undefined || line === undefined) return text;
  lines[at] = line.replace(BOX, `$1${ticked ? 'x' : ' '}$3`);
  return lines.join('\n');
}

/** The name that is being written behind an `@`, up to the caret. */
export function mentionAt(text: string, caret: number): { from: number; search: string } | null {
  const found = /(^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]+)?)$/u.exec(text.slice(0, caret));
  const search = found?.[2];
  return search === undefined ? null : { from: caret - search.length - 1, search };
}

/** A mention as Markdown. */
export function mention(name: string, id: number): string {
  return `@[${name.replace(/[[\]]/g, '')}](${id}) `;
}

/** A file as Markdown: a picture is shown, anything else is a link. */
export function fileMark(name: string, address: string, picture: boolean): string {
  const safe = name.replace(/[[\]]/g, '');
  return `${picture ? '!' : ''}[${safe}](${address})`;
}
