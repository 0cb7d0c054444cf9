// What a browser calls itself, in a word people know. Only a hint: it may say anything.

export interface BrowserWords {
  name: string | null;
  system: string | null;
  mobile: boolean;
}

/** First match wins: Edge says that it is Chrome, and Chrome that it is Safari. */
const NAMES: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'], [/\bOPR\//, 'Opera'], [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\bSamsungBrowser\//, 'Samsung Internet'], [/\b(?:HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/.*Safari\//, 'Safari'], [/^curl\//, 'curl'],
];
const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'], [/\biPad\b/, 'iPad'], [/\bAndroid\b/, 'Android'], [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'], [/\bMac OS X\b/, 'macOS'], [/\bLinux\b/, 'Linux'],
];

function first(words: [RegExp, string][], text: string): string | null {
  return words.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

export function describeBrowser(userAgent: string | null): BrowserWords {
  const text = userAgent ?? '';
  return { name: first(NAMES, text), system: first(SYSTEMS, text), mobile: /\bMobile\b|\biPhone\b|\biPad\b|\bAndroid\b/.test(text) };
}
