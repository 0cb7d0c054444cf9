// The same by keyboard alone: the mouse is not touched from the sign-in page on.
import assert from 'node:assert/strict';
import test from 'node:test';
import { PASSWORD, story, until } from '../harness.mjs';
import { column, project, shows } from '../fixtures/steps.mjs';

story(test, 'a project is planned on the board by keyboard alone', async (house) => {
  const script = await house.visitor();
  await script.signUp({ name: 'Ana', company: 'Acme' });
  const { slug } = await project(script, 'Office move');

  const ana = await house.visitor();
  const { page } = ana;
  const { keyboard } = page;
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await ana.go('/signin');
  await page.getByLabel('E-mail').waitFor();
  await keyboard.type('ana@example.com');
  await keyboard.press('Tab');
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await page.waitForURL(/\/c\/acme/);

  // By the palette to the project.
  await page.getByRole('navigation').first().waitFor();
  await keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await palette.waitFor();
  await keyboard.type('office move');
  await palette.getByText('Office move').first().waitFor();
  await keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/p/${slug}`));
  await column(page, 'Plan').waitFor();

  await keyboard.press('n');
  await page.getByRole('textbox', { name: 'Title of the new task in Plan' }).waitFor();
  for (const words of ['Find a van', 'Pack the books', 'Tell the bank']) {
    await keyboard.type(words);
    await keyboard.press('Enter');
    await column(page, 'Plan').getByRole('link', { name: words }).waitFor();
  }
  await keyboard.press('Escape');

  // Tab comes to the cards as one stop; arrows walk among them.
  await until(async () => {
    if ((await focused()) === 'Find a van') return true;
    await keyboard.press('Tab');
    return false;
  }, 'Tab to come to the first card', 20_000);
  await keyboard.press('ArrowDown');
  await until(async () => (await focused()) === 'Pack the books', 'the arrow to walk');

  // With Ctrl they carry the card, and the focus goes along.
  await keyboard.press('Control+ArrowRight');
  await shows(page, 'Doing', ['Pack the books']);
  await until(async () => (await focused()) === 'Pack the books', 'the focus to go along');

  // The move is said, and the dialog does what dragging does.
  await keyboard.press('m');
  const move = page.getByRole('dialog', { name: 'Move to…' });
  await move.waitFor();
  assert.equal(await move.getByLabel('Column').evaluate((field) => field === document.activeElement), true);
  await keyboard.type('Done');
  await until(async () => {
    if ((await focused()) === 'Move') return true;
    await keyboard.press('Tab');
    return false;
  }, 'Tab to come to the button');
  await keyboard.press('Enter');
  await move.waitFor({ state: 'hidden' });
  await shows(page, 'Done', ['Pack the books']);
  await page.getByRole('status').filter({ hasText: 'is in Done now' }).first().waitFor();
  await until(async () => (await focused()) === 'Pack the books', 'the focus to come back after the dialog');

  // Out again by key.
  await keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.reload();
  await shows(page, 'Done', ['Pack the books']);
});
