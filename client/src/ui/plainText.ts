// The words of a text without the marks of Markdown, for a line or two of it.

export function withoutMarks(text: string): string {
  return text
    .replace(/!?@?\[([^\]]*)\]\([^)\s]*\)/g, (all, words: string) => (all.startsWith('@') ? `@${words}` : words))
    .replace(/(\*\*|~~|`)(.+?)\1/g, '$2')
    .replace(/(^|\s)[-*+] \[( |x|X)\] /g, (_all, before: string, tick: string) => `${before}${tick === ' ' ? '☐' : '☑'} `);
}
