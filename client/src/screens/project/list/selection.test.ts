// Choosing rows one by one and in ranges.
import { expect, test } from 'vitest';
import { NOTHING, ranged, toggled } from './selection';

const order = [5, 3, 9, 7, 1];

test('a row is chosen and let go', () => {
  const one = toggled(NOTHING, 9);
  expect([...one.ids]).toEqual([9]);
  expect([...toggled(one, 9).ids]).toEqual([]);
});

test('a range goes from the anchor in either direction and keeps the rest', () => {
  const one = toggled(toggled(NOTHING, 5), 9);
  expect([...ranged(one, order, 1).ids].sort()).toEqual([1, 5, 7, 9]);
  expect([...ranged(one, order, 3).ids].sort()).toEqual([3, 5, 9]);
});

test('without an anchor the row itself is the range', () => {
  expect([...ranged(NOTHING, order, 7).ids]).toEqual([7]);
});
