// Taking everything out: asked for, waited for, loaded down, opened.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { story } from '../harness.mjs';
import { join, project } from '../fixtures/steps.mjs';
import { unzip } from '../fixtures/zip.mjs';

story(test, 'a company takes everything out', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  await join(house, ana, { name: 'Bo', email: 'bo@example.com', role: 'member' });
  const made = await project(ana, 'Office move', ['Find a van', 'Pack the books']);
  const { id } = made.tasks[0];
  await ana.api('POST', `/tasks/${id}/comments`, { text: 'On my **way**' });
  const { page } = ana;
  await ana.go('/c/acme/tasks/1');
  const words = Buffer.from('a van, large');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: words });
  await page.getByRole('link', { name: 'list.txt' }).waitFor();

  await ana.go('/c/acme/settings/export');
  await page.getByRole('button', { name: 'Make an archive' }).click();
  await page.getByRole('status').filter({ hasText: 'The archive is being made.' }).waitFor();
  const line = page.getByRole('list', { name: 'Archives' }).getByRole('listitem');
  await line.getByText('Ready').waitFor({ timeout: 30_000 });
  const [file] = await Promise.all([page.waitForEvent('download'), line.getByRole('link', { name: 'Download' }).click()]);
  assert.match(file.suggestedFilename(), /\.zip$/);

  const entries = unzip(readFileSync(await file.path()));
  const read = (name) => JSON.parse(entries.get(name).toString('utf8'));
  assert.equal(read('company.json').name, 'Acme');
  assert.deepEqual(read('tasks.json').map(({ title }) => title).sort(), ['Find a van', 'Pack the books']);
  assert.deepEqual(read('comments.json').map(({ text }) => text), ['On my **way**']);
  assert.deepEqual(read('people.json').map(({ name }) => name).sort(), ['Ana', 'Bo']);
  const [attached] = read('attachments.json');
  assert.deepEqual(entries.get(attached.path), words, 'the file as it was');
  assert.match(entries.get('README.txt').toString('utf8'), /All that a company has/);

  // Whoever asked is told by mail, too. The archive can be deleted before its time.
  await house.mail('ana@example.com', /archive/i);
  await line.getByRole('button', { name: 'Delete' }).click();
  await line.getByRole('link', { name: 'Download' }).waitFor({ state: 'detached' });
});
