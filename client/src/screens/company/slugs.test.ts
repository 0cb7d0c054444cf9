// What names in addresses may be, as tables.
import { expect, test } from 'vitest';
import { isSlug, slugOf } from './slugs';

test.each([
  ['acme', true], ['acme-2', true], ['', false], ['-acme', false], ['acme-', false], ['a--b', false],
  ['Acme', false], ['a b', false], ['é', false], ['a'.repeat(60), true], ['a'.repeat(61), false],
])('%s', (text, fits) => {
  expect(isSlug(text)).toBe(fits);
});

test.each([
  ['Harbour Studio', 'harbour-studio'], ['Núñez & Söhne', 'nunez-sohne'], ['  3D! ', '3d'], ['שלום', ''],
])('%s', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
