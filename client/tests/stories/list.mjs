// Triage in the list: change in place by keyboard, choose a range, change many, undo, save a view, download.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { project } from '../fixtures/steps.mjs';

story(test, 'many tasks are put right in the list', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', ['Find a van', 'Pack the books', 'Tell the bank', 'Label boxes', 'Return keys']);
  const { page } = ana;
  const { keyboard } = page;
  await ana.go(`/c/acme/p/${made.slug}/list`);
  const grid = page.getByRole('grid', { name: 'List' });
  const link = (name) => grid.getByRole('link', { name, exact: true });
  await link('Find a van').waitFor();

  // A title, by key: F2 opens it, Enter keeps it, and the focus stays on the cell.
  await link('Find a van').focus();
  await keyboard.press('F2');
  await grid.getByRole('textbox', { name: 'Title of task 1' }).fill('Find a big van');
  await keyboard.press('Enter');
  await link('Find a big van').waitFor();
  await until(() => link('Find a big van').evaluate((one) => one === document.activeElement), 'the focus to come back');

  // A priority in place.
  await keyboard.press('ArrowRight');
  await keyboard.press('End');
  await grid.getByRole('row').filter({ hasText: 'Find a big van' }).getByRole('button', { name: /^Priority/ }).click();
  await page.getByRole('option', { name: 'High' }).click();
  await until(async () => (await ana.api('GET', `/tasks/${made.tasks[0].id}`)).priority === 'high', 'the priority to be saved');

  // Three by keyboard, changed at once, and undone at once.
  await link('Pack the books').focus();
  await keyboard.press('Space');
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('region', { name: 'Selected tasks' });
  await bar.getByText('3 selected').waitFor();
  await bar.getByRole('button', { name: 'Priority' }).click();
  await page.getByRole('option', { name: 'Urgent' }).click();
  const urgent = async () => (await ana.api('GET', `/projects/${made.id}/tasks?priority=urgent`)).items.length;
  await until(async () => (await urgent()) === 3, 'three to be urgent');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await until(async () => (await urgent()) === 0, 'none to be urgent');
  await bar.getByRole('button', { name: 'Clear the selection' }).click();

  // The filter is the address; a view keeps it for others.
  await page.getByRole('button', { name: 'Priority', exact: true }).first().click();
  await page.getByRole('option', { name: 'High' }).click();
  await page.waitForURL(/priority=/);
  await link('Tell the bank').waitFor({ state: 'detached' });
  await keyboard.press('Escape');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: /Save as/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('What presses');
  await dialog.getByRole('switch', { name: /^Share it/ }).check();
  await dialog.getByRole('switch', { name: /^Open the project/ }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/view=\d+/);

  // The project opens with it now.
  await ana.go(`/c/acme/p/${made.slug}`);
  await page.waitForURL(/\/list\?.*priority=/);
  await link('Find a big van').waitFor();
  assert.equal(await grid.getByRole('link').count(), 1);

  const [file] = await Promise.all([
    page.waitForEvent('download'), page.getByRole('link', { name: 'Download as CSV' }).click(),
  ]);
  const lines = readFileSync(await file.path(), 'utf8').trim().split(/\r?\n/);
  assert.equal(lines.length, 2);
  assert.match(lines[1], /Find a big van/);
});
