// Files on their way to a task: how far they are, stopped, failed and tried again; pictures from the clipboard.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { project } from '../fixtures/steps.mjs';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function enter(house) {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', ['Find a van']);
  const { id } = made.tasks[0];
  await ana.go('/c/acme/p/office-move/board?task=1');
  const panel = ana.page.getByRole('dialog', { name: /^Task/ });
  await panel.getByRole('button', { name: 'Add files' }).first().waitFor();
  return { ana, page: ana.page, panel, id, attached: async () => (await ana.api('GET', `/tasks/${id}/attachments`)).items };
}

const choose = (panel, name, size) =>
  panel.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.alloc(size, 7) });

story(test, 'an upload says how far it is, and is stopped', async (house) => {
  const { page, panel, attached } = await enter(house);
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const pace = (uploadThroughput) =>
    line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await pace(250_000);
  await choose(panel, 'film.bin', 1_500_000);
  const bar = panel.getByRole('progressbar', { name: 'Uploading film.bin' });
  await bar.waitFor();
  const seen = new Set();
  await until(async () => {
    seen.add(Number(await bar.getAttribute('aria-valuenow')));
    return [...seen].filter((percent) => percent > 0 && percent < 100).length >= 2;
  }, 'two steps of progress', 20_000);
  await panel.getByRole('button', { name: 'Cancel uploading film.bin' }).click();
  await bar.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Add files');
  await pace(-1);

  // Another one gets through; of the first there is nothing.
  await choose(panel, 'list.bin', 2_000);
  await panel.getByRole('link', { name: 'list.bin' }).waitFor();
  assert.deepEqual((await attached()).map(({ name }) => name), ['list.bin']);
});

story(test, 'an upload that failed is tried again, and hangs there once', async (house) => {
  const { page, panel, attached } = await enter(house);
  house.allow({ status: 0 }, { status: 413 });
  const failed = panel.getByRole('alert').filter({ hasText: 'Not uploaded.' });
  const again = panel.getByRole('button', { name: 'Try again' });

  // The line breaks while the bytes go out.
  const content = '**/api/v1/uploads/*/content*';
  await page.route(content, (route) => route.abort('connectionreset'));
  await choose(panel, 'first.bin', 2_000);
  await failed.waitFor();
  assert.equal((await attached()).length, 0);
  await page.unroute(content);
  await again.click();
  await panel.getByRole('link', { name: 'first.bin' }).waitFor();
  await failed.waitFor({ state: 'detached' });

  // It arrived, and only the answer was lost: another try does not hang it there twice.
  const completion = '**/api/v1/uploads/*/completion';
  await page.route(completion, async (route) => {
    assert.equal((await route.fetch()).status(), 201);
    await route.abort('connectionreset');
  }, { times: 1 });
  let begun = 0;
  page.on('request', (request) => {
    if (/\/tasks\/\d+\/uploads$/.test(new URL(request.url()).pathname)) begun += 1;
  });
  await choose(panel, 'second.bin', 2_000);
  await failed.waitFor();
  await again.click();
  await failed.waitFor({ state: 'detached' });
  await panel.getByRole('link', { name: 'second.bin' }).waitFor();
  assert.equal(begun, 1, 'the bytes are not sent again');

  // The server says no, in words; then it is stopped.
  const begin = '**/api/v1/tasks/*/uploads';
  await page.route(begin, (route) => route.fulfill({
    status: 413, contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', status: 413, code: 'size.too_large', title: 'The file is too large.' }),
  }));
  await choose(panel, 'third.bin', 2_000);
  await failed.filter({ hasText: 'The file is too large.' }).waitFor();
  await panel.getByRole('button', { name: 'Cancel uploading third.bin' }).click();
  await failed.waitFor({ state: 'detached' });
  assert.deepEqual((await attached()).map(({ name }) => name).sort(), ['first.bin', 'second.bin']);
});

story(test, 'a picture is pasted into notes and a comment', async (house) => {
  const { ana, page, panel, id, attached } = await enter(house);
  const paste = (field, name) => field.evaluate((area, [base64, called]) => {
    const data = new DataTransfer();
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    data.items.add(new File([bytes], called, { type: 'image/png' }));
    area.focus();
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, [PNG, name]);

  await panel.getByRole('button', { name: 'Add notes…' }).click();
  const notes = panel.getByRole('textbox', { name: 'Notes' });
  await notes.fill('The plan:');
  await paste(notes, 'plan.png');
  await until(async () => /^The plan:\n!\[plan\.png\]\(\S+\)\n$/.test(await notes.inputValue()), 'the picture in the notes');
  await page.keyboard.press('Control+Enter');
  await panel.getByRole('img', { name: 'plan.png' }).first().waitFor();

  // While it is on its way, one goes on writing, elsewhere even.
  const comment = panel.getByRole('textbox', { name: 'Write a comment' });
  await comment.fill('Like this?');
  await paste(comment, 'van.png');
  await panel.getByRole('textbox', { name: 'Title', exact: true }).focus();
  await until(async () => /^Like this\?\n!\[van\.png\]\(\S+\)\n$/.test(await comment.inputValue()), 'the picture in the comment');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Title');
  await comment.press('Control+Enter');
  const said = panel.getByRole('listitem').filter({ hasText: 'Like this?' });
  const picture = said.getByRole('img', { name: 'van.png' });
  await picture.waitFor();
  await until(() => picture.evaluate((image) => image.complete && image.naturalWidth === 1), 'the picture itself');
  assert.deepEqual((await attached()).map(({ name }) => name).sort(), ['plan.png', 'van.png']);
  assert.match((await ana.api('GET', `/tasks/${id}`)).notes, /!\[plan\.png\]/);
});
