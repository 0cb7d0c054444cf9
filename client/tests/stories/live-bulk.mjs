// What one does to many tasks at once, and a view that one shares, others see at once.
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { column, join, project, shows } from '../fixtures/steps.mjs';

const TITLES = Array.from({ length: 15 }, (_, at) => `Box ${String(at + 1).padStart(2, '0')}`);
/** This is what "live" means; what it took is printed. */
const AT_ONCE = 2_000;

async function measured(what, seen) {
  const began = Date.now();
  await seen();
  console.log(`  ${what}: seen after ${Date.now() - began} ms`);
}

story(test, 'a change of many, its undoing and a shared view show in another browser', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', TITLES);
  const bo = await join(house, ana, { name: 'Bo', email: 'bo@example.com', role: 'member' });
  await bo.go('/c/acme/p/office-move/board');
  await column(bo.page, 'Plan').getByRole('link', { name: 'Box 01' }).waitFor();
  const list = await bo.context.newPage();
  await list.goto('/c/acme/p/office-move/list');
  const rows = list.getByRole('grid', { name: 'List' }).getByRole('row').filter({ hasText: 'Urgent' });
  await list.getByRole('link', { name: 'Box 01', exact: true }).waitFor();

  const { page } = ana;
  await ana.go('/c/acme/p/office-move/list');
  await page.getByRole('link', { name: 'Box 01', exact: true }).waitFor();
  await page.getByRole('checkbox', { name: 'Select all rows that are shown' }).click();
  const bar = page.getByRole('region', { name: 'Selected tasks' });
  await bar.getByRole('button', { name: 'Priority' }).click();
  await page.getByRole('option', { name: 'Urgent' }).click();
  await measured('fifteen priorities, in the list', () => until(async () => (await rows.count()) === TITLES.length, 'all rows to be urgent', AT_ONCE));
  await bar.getByRole('button', { name: 'Column' }).click();
  await page.getByRole('option', { name: 'Doing' }).click();
  await measured('fifteen moves, on the board', () =>
    until(async () => (await column(bo.page, 'Plan').getByRole('article').count()) === 0, 'the first column to be empty', AT_ONCE));
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await measured('the undoing, on the board', () =>
    until(async () => (await column(bo.page, 'Doing').getByRole('article').count()) === 0, 'the second column to be empty', AT_ONCE));

  // A view that is shared comes into an open menu, and leaves it.
  await list.getByRole('button', { name: 'Views' }).click();
  await list.getByText('Save a filter and order under a name', { exact: false }).waitFor();
  const view = await ana.api('POST', `/companies/${ana.company.id}/views`, {
    name: 'What presses', kind: 'list', project_id: made.id, query: { priority: ['urgent'] }, shared: true,
  });
  const entry = list.getByRole('menuitem', { name: /What presses/ });
  await measured('a shared view', () => entry.waitFor({ timeout: AT_ONCE }));
  await ana.api('PATCH', `/views/${view.id}`, { name: 'What presses most' });
  await measured('its new name', () => list.getByRole('menuitem', { name: /What presses most/ }).waitFor({ timeout: AT_ONCE }));
  await ana.api('DELETE', `/views/${view.id}`);
  await measured('its end', () => entry.waitFor({ state: 'detached', timeout: AT_ONCE }));

  // Tasks of two projects in one change.
  const other = await project(ana, 'Spring campaign', ['Write to the printer']);
  await bo.go('/c/acme/p/spring-campaign/board');
  await shows(bo.page, 'Plan', ['Write to the printer']);
  await ana.go('/c/acme/p/spring-campaign/board');
  await shows(page, 'Plan', ['Write to the printer']);
  const script = await house.visitor();
  await script.api('POST', '/session', { email: 'ana@example.com', password: 'correct horse battery 9' });
  await script.api('POST', `/companies/${ana.company.id}/task-changes`, {
    task_ids: [other.tasks[0].id, made.tasks[0].id], changes: { closed: true },
  });
  for (const one of [page, bo.page]) {
    await measured('a change over two projects', () =>
      until(async () => (await column(one, 'Plan').getByRole('article').count()) === 0, 'the card to be closed', AT_ONCE));
  }
});
