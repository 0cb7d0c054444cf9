// A Trello board is brought in: read what would happen, confirm, look at it, take it back.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { asFile, smallBoard } from '../fixtures/trello.mjs';

story(test, 'a Trello board is brought in, and taken back', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const { page } = ana;
  await ana.go('/c/acme/settings/import');
  await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor();

  // A file that is none is refused in words, at once.
  house.allow({ method: 'POST', path: /\/imports$/ });
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await choosing).setFiles(asFile({ hello: 'world' }, 'other.json'));
  await page.getByRole('button', { name: 'Look at the file' }).click();
  await page.getByRole('main').getByRole('alert').waitFor();

  const again = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Another file' }).click();
  await (await again).setFiles(asFile(smallBoard()));
  await page.getByText('board.json').waitFor();
  await page.getByRole('button', { name: 'Look at the file' }).click();

  // What would come in, and what would not, in words.
  await page.getByRole('heading', { name: 'What would come in' }).waitFor();
  await page.getByRole('row', { name: /^Cards 12 12/ }).waitFor();
  await page.getByText('uploaded files become links to Trello', { exact: false }).waitFor();
  assert.equal((await ana.api('GET', '/companies/1/projects')).items.length, 0, 'nothing is done yet');

  await page.getByRole('button', { name: 'Bring in 12 cards' }).click();
  const open = page.getByRole('main').getByRole('link', { name: 'Open Shop opening' });
  await open.waitFor({ timeout: 30_000 });
  await open.click();
  await page.getByRole('link', { name: 'Order the signs' }).waitFor();
  await page.getByRole('navigation').first().getByRole('link', { name: 'Shop opening' }).waitFor();

  // It stands in the history, and can be taken back.
  await ana.go('/c/acme/settings/import');
  await page.getByRole('list', { name: 'Brought in before' }).getByRole('link', { name: 'Shop opening' }).click();
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
  await page.getByText('Undone', { exact: true }).first().waitFor({ timeout: 30_000 });
  await until(async () => {
    const { items } = await ana.api('GET', '/companies/1/tasks');
    return items.length === 0;
  }, 'the tasks to be gone');
});
