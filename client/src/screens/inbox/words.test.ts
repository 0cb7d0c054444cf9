// What was written, without the marks of Markdown.
import { beforeAll, expect, test } from 'vitest';
import { catalogue } from '~/i18n/en';
import { setCatalogue } from '~/i18n/locale';
import { sayExcerpt } from './words';

beforeAll(() => setCatalogue('en', catalogue));

test.each([
  ['commented', 'Done. **Please look** at `this`', 'Done. Please look at this'],
  ['mentioned', 'Ask @[Ana Torres](12) about [the plan](https://example.com)', 'Ask @Ana Torres about the plan'],
  ['commented', '- [x] draft - [ ] final', '☑ draft ☐ final'],
  ['due_soon', 'Due 1999-11-24', 'Nov 24, 1999'],
] as const)('%s: %s', (kind, excerpt, expected) => {
  expect(sayExcerpt({ kind, excerpt })).toBe(expected);
});
