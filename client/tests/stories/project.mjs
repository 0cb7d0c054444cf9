// A project's goals, columns, people and end.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { column, join, project } from '../fixtures/steps.mjs';

story(test, 'a project is shaped, archived and taken up again', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', ['Find a van']);
  await join(house, ana, { name: 'Frida', email: 'frida@example.com', role: 'client' });
  const { page } = ana;
  const base = `/c/acme/p/${made.slug}`;

  await ana.go(`${base}/goals`);
  await page.getByRole('button', { name: 'Add a goal' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('In by Christmas');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'In by Christmas' }).waitFor();
  await page.getByRole('button', { name: 'Actions for “In by Christmas”' }).click();
  await page.getByRole('menuitem', { name: /Close/ }).click();
  await page.getByRole('heading', { name: 'Reached and closed' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByRole('heading', { name: 'Reached and closed' }).waitFor({ state: 'detached' });

  // A client is let in, and marked as one.
  await ana.go(`${base}/people`);
  await page.getByRole('button', { name: /Add people/ }).click();
  await page.getByRole('option', { name: /Frida/ }).click();
  const frida = page.getByRole('listitem').filter({ hasText: 'Frida' });
  await frida.getByText('Client').waitFor();

  // A column is added from the board and removed in the settings; its tasks go where one says.
  await ana.go(`${base}/board`);
  await page.getByRole('button', { name: 'Add a column' }).click();
  await dialog.getByLabel('Name').fill('Waiting');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await column(page, 'Waiting').waitFor();
  const { states } = await ana.api('GET', `/projects/${made.id}/board`);
  const waiting = states.find((state) => state.name === 'Waiting');
  await ana.api('PATCH', `/tasks/${made.tasks[0].id}`, { state: waiting.id });
  await ana.go(`${base}/settings`);
  await page.getByRole('button', { name: 'Delete “Waiting”' }).click();
  await dialog.getByText('“Waiting” has 1 task.').waitFor();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.notEqual((await ana.api('GET', `/tasks/${made.tasks[0].id}`)).state, waiting.id);

  // Put away: it says so, cannot be changed, and is found among the archived ones.
  await page.getByRole('button', { name: 'Archive the project' }).click();
  await page.getByText('can be read but not changed').first().waitFor();
  await ana.go(`${base}/board`);
  await column(page, 'Plan').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Add task to Plan' }).count(), 0);
  await ana.go('/c/acme/projects?archived=true');
  await page.getByRole('link', { name: 'Office move' }).click();
  await page.getByRole('button', { name: 'Take it up again' }).click();
  await column(page, 'Plan').getByRole('button', { name: 'Add task to Plan' }).waitFor();

  // What happened is told in sentences.
  await ana.go(`${base}/activity`);
  await until(async () => /Ana.*(archived|took) the project/.test(await page.getByRole('main').innerText()), 'the sentences');
});
