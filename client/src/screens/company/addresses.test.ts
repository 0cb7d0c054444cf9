// Addresses as people paste them, as a table.
import { expect, test } from 'vitest';
import { readAddresses } from './addresses';

test.each([
  ['', [], []],
  ['bo@example.com', ['bo@example.com'], []],
  ['bo@example.com, cy@example.com; di@example.com', ['bo@example.com', 'cy@example.com', 'di@example.com'], []],
  ['bo@example.com\r\ncy@example.com\n\n', ['bo@example.com', 'cy@example.com'], []],
  ['bo@example.com cy@example.com', ['bo@example.com', 'cy@example.com'], []],
  ['Bo Example <bo@example.com>, "Cy, of Acme" <cy@example.com>', ['bo@example.com', 'cy@example.com'], ['"Cy']],
  ['bo@example.com, BO@example.com', ['bo@example.com'], []],
  ['bo@, example.com', [], ['bo@', 'example.com']],
])('%j', (text, good, bad) => {
  expect(readAddresses(text)).toEqual({ good, bad });
});
