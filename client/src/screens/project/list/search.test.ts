// From the address to what the server is asked for.
import { expect, test } from 'vitest';
import { listSearch, nextSort, queryOf } from './search';

test('an address is read, and what does not fit is dropped', () => {
  const search = listSearch({ sort: '-due_on', group: 'nonsense', cols: 'state,wrong', assignee: [3, 'none'], mine: 'true' });
  expect(search).toMatchObject({ sort: '-due_on', group: undefined, cols: ['state'], assignee: ['3', 'none'], mine: true });
});

test('the filter becomes parameters of the API', () => {
  const query = queryOf({ q: 'menu', label: ['2', '4'], priority: ['high'], due: 'week' }, '2026-11-23');
  expect(query).toMatchObject({
    q: 'menu', label: '2,4', priority: 'high', due_after: '2026-11-23', due_before: '2026-11-30', closed: false, sort: 'position',
  });
});

test('one letter is not searched for', () => {
  expect(queryOf({ q: 'a' }, '2026-11-23').q).toBeUndefined();
});

test('groups that are runs set the order', () => {
  expect(queryOf({ group: 'due', sort: 'title' }, '2026-11-23').sort).toBe('due_on');
  expect(queryOf({ group: 'priority' }, '2026-11-23').sort).toBe('-priority');
});

test('a head turns through up, down and none', () => {
  expect(nextSort(undefined, 'title')).toBe('title');
  expect(nextSort('title', 'title')).toBe('-title');
  expect(nextSort('-title', 'title')).toBeUndefined();
});
