// Facts become sentences of the catalogue.
import { expect, test } from 'vitest';
import type { Fact } from '~/data/activity';
import { catalogue } from '~/i18n/en';
import { sentenceOf } from './sentences';

function fact(name: string, changes: Fact['changes'] = {}): Fact {
  return {
    id: 1, name, subject: { type: 'task', id: 1 }, company_id: 1, project_id: 1, task_id: 1, actor: null, at: '2026-11-23T09:00:00Z',
    part_of: null, task: { number: 1, title: 'Menu' }, reversible: false, changes,
  };
}

test('a move names both columns', () => {
  const changes = { state: { from: { id: 1, kind: 'plan', name: 'Plan' }, to: { id: 2, kind: 'done', name: 'Done' } } };
  expect(sentenceOf(fact('task.state_changed.v1', changes))).toEqual({ key: 'activity.task_state', values: { from: 'Plan', to: 'Done' } });
});

test('one changed field is named, several are not', () => {
  expect(sentenceOf(fact('task.changed.v1', { due_on: { from: null, to: '2026-12-01' } })).key).toBe('activity.task_due');
  expect(sentenceOf(fact('task.changed.v1', { due_on: { from: '2026-12-01', to: null } })).key).toBe('activity.task_due_dropped');
  expect(sentenceOf(fact('task.changed.v1', { title: { from: 'a', to: 'b' }, notes: {} })).key).toBe('activity.task_changed');
});

test('who was assigned is named', () => {
  expect(sentenceOf(fact('task.assigned.v1', { assignees: { to: { name: 'Emi', user: 5 } } })).values).toEqual({ name: 'Emi' });
});

test('every key is in the catalogue, unknown facts too', () => {
  for (const name of ['task.created.v1', 'goal.closed.v1', 'state.created.v1', 'tasks.changed.v1', 'brand.new.v9']) {
    const { key } = sentenceOf(fact(name));
    expect(catalogue.activity).toHaveProperty([key.replace('activity.', '')]);
  }
});
