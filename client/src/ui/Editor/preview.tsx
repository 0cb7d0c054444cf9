// A quick look at Markdown while it is written, without asking the server: React elements only, so
// nothing that is typed can become HTML. What is saved is made by the server.
import { Typography } from '@mantine/core';
import { createElement, type ReactNode } from 'react';
import classes from '../Markdown.module.css';

const INLINE = new RegExp(
  [
    '(`+)(?<code>.+?)\\1(?!`)',
    '@\\[(?<person>[^\\]]+)\\]\\(\\d+\\)',
    '!\\[(?<alt>[^\\]]*)\\]\\((?<src>[^)\\s]+)\\)',
    '\\[(?<words>[^\\]]+)\\]\\((?<href>[^)\\s]+)\\)',
    '\\*\\*(?<strong>.+?)\\*\\*',
    '~~(?<gone>.+?)~~',
    '(?<![\\w*])[*_](?<em>[^*_]+?)[*_](?![\\w*])',
    '(?<bare>https?://[^\\s<]*[^\\s<.,:;!?)])',
  ].join('|'),
  'gu',
);

/** Only addresses that lead somewhere harmless. */
function safe(address: string): string | undefined {
  return /^(https?:|mailto:|\/(?!\/))/i.test(address) ? address : undefined;
}

function mark(groups: Record<string, string | undefined>, all: string, key: number): ReactNode {
  const { code, person, alt, src, words, href, strong, gone, em, bare } = groups;
  if (code !== undefined) return <code key={key}>{code}</code>;
  if (person !== undefined) return <strong key={key}>@{person}</strong>;
  if (src !== undefined) {
    // As on the server: pictures from elsewhere become links.
    return src.startsWith('/api/') ? <img key={key} src={src} alt={alt ?? ''} /> : <a key={key} href={safe(src)}>{alt || src}</a>;
  }
  if (href !== undefined) return <a key={key} href={safe(href)} rel="nofollow noopener noreferrer" target="_blank">{inline(words ?? '')}</a>;
  if (strong !== undefined) return <strong key={key}>{inline(strong)}</strong>;
  if (gone !== undefined) return <del key={key}>{inline(gone)}</del>;
  if (em !== undefined) return <em key={key}>{inline(em)}</em>;
  if (bare !== undefined) return <a key={key} href={safe(bare)} rel="nofollow noopener noreferrer" target="_blank">{bare}</a>;
  return all;
}

/** One piece of text with its marks. */
export function inline(text: string): ReactNode[] {
  const nodes: ReactNode[] = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > from) nodes.push(text.slice(from, found.index));
    nodes.push(mark(found.groups ?? {}, found[0], found.index));
    from = found.index + found[0].length;
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes;
}

/** Lines of a paragraph: each new line shows, as on the server. */
function broken(lines: string[]): ReactNode[] {
  return lines.flatMap((line, at) => (at === 0 ? inline(line) : [<br key={`br${at}`} />, ...inline(line)]));
}

const ITEM = /^(\s*)(?:([-*+])|(\d+)[.)])\s+(.*)$/;
const STARTS = /^(\s*(?:[-*+]|\d+[.)])\s|#{1,6}\s|\s*>|\s*(?:```|~~~)|\s*\|)/;

interface Block {
  node: ReactNode;
  next: number;
}

function fenced(lines: string[], at: number): Block {
  const fence = /^\s*(```+|~~~+)/.exec(lines[at] ?? '')?.[1] ?? '```';
  let next = at + 1;
  while (next < lines.length && !lines[next]?.trimStart().startsWith(fence)) next += 1;
  return { node: <pre key={at}><code>{lines.slice(at + 1, next).join('\n')}</code></pre>, next: next + 1 };
}

function quote(lines: string[], at: number): Block {
  let next = at;
  while (next < lines.length && /^\s*>/.test(lines[next] ?? '')) next += 1;
  const inside = lines.slice(at, next).map((line) => line.replace(/^\s*> ?/, ''));
  return { node: <blockquote key={at}>{blocks(inside)}</blockquote>, next };
}

function item(words: string, rest: string[], key: number): ReactNode {
  const box = /^\[([ xX])\]\s+(.*)$/.exec(words);
  const inner = rest.length > 0 ? blocks(rest) : null;
  if (box === null) return <li key={key}>{inline(words)}{inner}</li>;
  return (
    <li key={key}>
      <input type="checkbox" disabled checked={box[1] !== ' '} readOnly aria-label={box[2]} /> {inline(box[2] ?? '')}{inner}
    </li>
  );
}

function list(lines: string[], at: number): Block {
  const first = ITEM.exec(lines[at] ?? '');
  const depth = first?.[1]?.length ?? 0;
  const ordered = first?.[3] !== undefined;
  const items: ReactNode[] = [];
  let next = at;
  while (next < lines.length) {
    const found = ITEM.exec(lines[next] ?? '');
    if (found === null || (found[1] ?? '').length !== depth || (found[3] !== undefined) !== ordered) break;
    let end = next + 1;
    while (end < lines.length && /^\s{2,}\S/.test(lines[end] ?? '') && /^\s*/.exec(lines[end] ?? '')![0].length > depth) end += 1;
    const inside = lines.slice(next + 1, end).map((line) => line.slice(Math.min(depth + 2, line.length)));
    items.push(item(found[4] ?? '', inside, next));
    next = end;
  }
  return { node: createElement(ordered ? 'ol' : 'ul', { key: at }, items), next: Math.max(next, at + 1) };
}

function cells(line: string): string[] {
  return line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());
}

function table(lines: string[], at: number): Block {
  let next = at + 2;
  while (next < lines.length && (lines[next] ?? '').includes('|')) next += 1;
  const rows = lines.slice(at + 2, next);
  const node = (
    <table key={at}>
      <thead><tr>{cells(lines[at] ?? '').map((cell, n) => <th key={n}>{inline(cell)}</th>)}</tr></thead>
      <tbody>{rows.map((row, r) => <tr key={r}>{cells(row).map((cell, n) => <td key={n}>{inline(cell)}</td>)}</tr>)}</tbody>
    </table>
  );
  return { node, next };
}

function paragraph(lines: string[], at: number): Block {
  let next = at + 1;
  while (next < lines.length && lines[next]?.trim() !== '' && !STARTS.test(lines[next] ?? '')) next += 1;
  return { node: <p key={at}>{broken(lines.slice(at, next))}</p>, next };
}

function block(lines: string[], at: number): Block {
  const line = lines[at] ?? '';
  if (line.trim() === '') return { node: null, next: at + 1 };
  if (/^\s*(```|~~~)/.test(line)) return fenced(lines, at);
  if (/^\s*>/.test(line)) return quote(lines, at);
  if (/^\s{0,3}([-*_])(\s*\1){2,}\s*$/.test(line)) return { node: <hr key={at} />, next: at + 1 };
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (heading !== null) {
    return { node: createElement(`h${heading[1]?.length ?? 1}`, { key: at }, ...inline(heading[2] ?? '')), next: at + 1 };
  }
  if (ITEM.test(line)) return list(lines, at);
  if (line.includes('|') && /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[at + 1] ?? '')) return table(lines, at);
  return paragraph(lines, at);
}

/** Markdown as React elements. */
export function blocks(lines: string[]): ReactNode[] {
  const nodes: ReactNode[] = [];
  for (let at = 0; at < lines.length;) {
    const { node, next } = block(lines, at);
    nodes.push(node);
    at = next;
  }
  return nodes;
}

export function Preview({ text }: { text: string }) {
  return (
    <Typography className={classes.text}>
      <div dir="auto">{blocks(text.split('\n'))}</div>
    </Typography>
  );
}
