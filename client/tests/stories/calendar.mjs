// Dates in the calendar: by mouse, by keyboard, by menu, and from the tray.
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { drag, project } from '../fixtures/steps.mjs';

function day(ahead) {
  return new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
}

story(test, 'tasks are moved from day to day', async (house) => {
  const ana = await house.visitor({ viewport: { width: 1280, height: 1000 } });
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', ['Find a van', 'Pack the books']);
  const [van, books] = made.tasks;
  // The 10th, so that the days around it are in the same month.
  const on = (date) => `${day(0).slice(0, 8)}${date}`;
  await ana.api('PATCH', `/tasks/${van.id}`, { due_on: on('10') });
  const { page } = ana;
  await ana.go(`/c/acme/p/${made.slug}/calendar`);
  const cell = (date) => page.locator('section').filter({ has: page.locator(`time[datetime="${on(date)}"]`) });
  const due = async (task) => (await ana.api('GET', `/tasks/${task.id}`)).due_on;
  await cell('10').getByRole('link', { name: /Find a van/ }).waitFor();

  await drag(page, cell('10').getByRole('link', { name: /Find a van/ }), cell('12'));
  await until(async () => (await due(van)) === on('12'), 'the mouse to move it');

  await cell('12').getByRole('link', { name: /Find a van/ }).focus();
  await page.keyboard.press('Control+ArrowRight');
  await until(async () => (await due(van)) === on('13'), 'the keyboard to move it');
  await until(() => page.evaluate(() => document.activeElement?.textContent?.includes('Find a van')), 'the focus to go along');

  await page.getByRole('button', { name: 'Undo' }).last().click();
  await until(async () => (await due(van)) === on('12'), 'it to be undone');

  // Out of the tray, and back into it by the menu.
  const tray = page.getByRole('complementary', { name: 'No date' });
  await drag(page, tray.getByRole('link', { name: 'Pack the books' }), cell('11'));
  await until(async () => (await due(books)) === on('11'), 'the tray to give it a day');
  await cell('11').getByRole('link', { name: 'Pack the books' }).hover();
  await cell('11').getByRole('button', { name: 'Actions for “Pack the books”' }).click();
  await page.getByRole('menuitem', { name: 'Remove the date' }).click();
  await tray.getByRole('link', { name: 'Pack the books' }).waitFor();
  await until(async () => (await due(books)) === null, 'the menu to take it away');
});
