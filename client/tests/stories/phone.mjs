// On a phone, 360 pixels wide, by tap alone: sign up, project, task, move, and nothing scrolls sideways.
import assert from 'node:assert/strict';
import test from 'node:test';
import { PASSWORD, story } from '../harness.mjs';
import { column, shows } from '../fixtures/steps.mjs';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${page.url()} scrolls sideways by ${wide} px`);
}

story(test, 'a phone is enough', async (house) => {
  const ana = await house.visitor(PHONE);
  const { page } = ana;
  await ana.go('/signup');
  for (const [label, words] of [['Your name', 'Ana'], ['Company', 'Acme'], ['E-mail', 'ana@example.com']]) {
    await page.getByLabel(label).tap();
    await page.getByLabel(label).fill(words);
  }
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await fits(page);
  await page.getByRole('button', { name: 'Create account' }).tap();
  await page.waitForURL(/\/c\/acme/);
  await fits(page);

  await page.getByRole('button', { name: 'Open the menu' }).tap();
  await page.getByRole('button', { name: 'New project' }).tap();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await dialog.getByRole('textbox', { name: 'Name of the project' }).fill('Office move');
  await dialog.getByRole('button', { name: 'Create project' }).tap();
  await page.waitForURL(/\/p\/office-move\/board/);
  await fits(page);

  await column(page, 'Plan').getByRole('button', { name: 'Add task to Plan' }).tap();
  await page.getByRole('textbox', { name: 'Title of the new task in Plan' }).fill('Find a van');
  await page.getByRole('button', { name: 'Add task', exact: true }).tap();
  await column(page, 'Plan').getByRole('link', { name: 'Find a van' }).waitFor();
  await column(page, 'Plan').getByRole('button', { name: 'Close', exact: true }).tap();

  // What dragging does elsewhere, by the card's menu.
  await page.getByRole('button', { name: 'Actions for “Find a van”' }).tap();
  await page.getByRole('menuitem', { name: 'Move to…' }).tap();
  const move = page.getByRole('dialog', { name: 'Move to…' });
  await move.getByLabel('Column').selectOption({ label: 'Doing' });
  await move.getByRole('button', { name: 'Move', exact: true }).tap();
  await shows(page, 'Doing', ['Find a van']);

  // The task opens, and Back closes it.
  await column(page, 'Doing').getByRole('link', { name: 'Find a van' }).tap();
  await page.waitForURL(/task=1|tasks\/1/);
  await page.getByRole('heading', { name: 'Find a van' }).first().waitFor();
  await fits(page);
  await page.goBack();
  await shows(page, 'Doing', ['Find a van']);

  for (const path of ['/settings', '/settings/notifications', '/c/acme/settings/people', '/c/acme/inbox', '/c/acme/p/office-move/list', '/c/acme/p/office-move/calendar']) {
    await ana.go(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await fits(page);
  }
});
