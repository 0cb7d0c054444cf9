// The inbox by keyboard: read, done and back, snoozed; home, search, and the first visit.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { join, project } from '../fixtures/steps.mjs';

story(test, 'the inbox is cleared by keys, and every step can be undone', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const bo = await join(house, ana, { name: 'Bo', email: 'bo@example.com', role: 'member' });
  const move = await project(bo, 'Office move', ['Find a van', 'Pack the books']);
  for (const task of move.tasks) await bo.api('PUT', `/tasks/${task.id}/assignees/${ana.user.id}`);
  await until(async () => (await ana.api('GET', '/notifications')).items.filter(({ task }) => task !== null).length >= 2, 'two notices', 20_000);

  const { page } = ana;
  await ana.go('/c/acme/inbox');
  const rows = page.getByRole('main').getByRole('listitem');
  await rows.filter({ hasText: 'Find a van' }).getByText('Bo made you responsible').waitFor();
  await page.keyboard.press('j');
  const first = await page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Undo' }).first().waitFor();
  await until(async () => !(await rows.allTextContents()).some((text) => text.includes(first)), 'the row to go');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await until(async () => (await rows.allTextContents()).some((text) => text.includes(first)), 'the row to be back');

  const row = rows.filter({ hasText: 'Pack the books' });
  await row.getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('menuitem', { name: /^Tomorrow/ }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByText(/^Snoozed/).first().click();
  await page.waitForURL(/show=snoozed/);
  await row.waitFor();

  await ana.go('/c/acme/inbox');
  await rows.filter({ hasText: 'Find a van' }).getByRole('button', { name: 'Why am I told?' }).click();
  await page.getByText('You are responsible for this task.').last().waitFor();
});

story(test, 'home: the first visit, then ticking with a way back; search by words and number', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const { page } = ana;
  await ana.go('/c/acme');
  await page.getByLabel('What is your first project called?').fill('Office move');
  await page.getByLabel('What is the first thing to do?').fill('Find a van');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForURL(/\/p\/office-move\/board/);
  await page.getByRole('main').getByText('Find a van').first().waitFor();

  await ana.go('/c/acme');
  await page.getByRole('textbox', { name: 'What do you have to do?' }).fill('Pack the books');
  await page.keyboard.press('Enter');
  const today = page.getByRole('region', { name: /^Today/ });
  await today.getByRole('link', { name: 'Pack the books' }).waitFor();
  // A tick that takes the task away: there is nothing left to be seen checked.
  await today.getByRole('checkbox', { name: 'Mark as done: Find a van' }).click();
  await today.getByRole('link', { name: 'Find a van' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await today.getByRole('link', { name: 'Find a van' }).waitFor();

  await ana.go('/c/acme/search');
  const field = page.getByRole('searchbox', { name: 'Search words' });
  await field.fill('books');
  await page.getByRole('link', { name: /Pack the books/ }).waitFor();
  await page.waitForURL(/q=books/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: /^Task/ }).waitFor();
  await page.keyboard.press('Escape');
  await field.fill('#1');
  await page.getByRole('link', { name: /Find a van/ }).waitFor();
});

story(test, 'a sample is made, and thrown away', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const { page } = ana;
  await ana.go('/c/acme');
  await page.getByRole('button', { name: 'Make a sample project' }).click();
  await page.waitForURL(/\/board/);
  await ana.go('/c/acme');
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await page.getByRole('heading', { name: 'Welcome, Ana' }).waitFor();
  const { items } = await ana.api('GET', `/companies/${ana.company.id}/projects`);
  assert.equal(items.length, 0);
});
