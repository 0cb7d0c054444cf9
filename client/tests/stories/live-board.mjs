// Two people on one task: what one does shows at the other's within a second or so.
import test from 'node:test';
import { story } from '../harness.mjs';
import { column, join, project, shows } from '../fixtures/steps.mjs';

story(test, 'two browsers see each other work', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', ['Find a van']);
  const bo = await join(house, ana, { name: 'Bo', email: 'bo@example.com', role: 'member' });
  for (const one of [ana, bo]) {
    await one.go(`/c/acme/p/${made.slug}/board`);
    await column(one.page, 'Plan').getByRole('link', { name: 'Find a van' }).waitFor();
  }

  await column(ana.page, 'Plan').getByRole('button', { name: 'Add task to Plan' }).click();
  await ana.page.getByRole('textbox', { name: 'Title of the new task in Plan' }).fill('Pack the books');
  await ana.page.keyboard.press('Enter');
  // Two seconds, and no more: this is what "live" means.
  await column(bo.page, 'Plan').getByRole('link', { name: 'Pack the books' }).waitFor({ timeout: 2_000 });

  await bo.api('PATCH', `/tasks/${made.tasks[0].id}`, { state: made.states[1].id });
  await shows(ana.page, 'Doing', ['Find a van']);

  // Presence: whoever has the task open is shown to whoever else has.
  await bo.go('/c/acme/tasks/1');
  await bo.page.getByRole('heading', { name: 'Find a van' }).waitFor();
  await ana.go('/c/acme/tasks/1');
  await ana.page.getByRole('status').filter({ hasText: /\bBo\b/ }).first().waitFor();
});
