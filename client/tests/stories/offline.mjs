// No connection for a while: it is said, what was typed stays, arrives exactly once, and all goes on
// by itself; also where the server did what was asked and only its answer was lost.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { column, project, shows } from '../fixtures/steps.mjs';

/** Watches the tries of a POST: their Idempotency-Keys. */
function keysOf(page, pattern) {
  const keys = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && pattern.test(new URL(request.url()).pathname)) keys.push(request.headers()['idempotency-key']);
  });
  return keys;
}

/** Lets the first `count` POSTs through to the server and loses the answers. */
async function loseAnswers(page, pattern, count) {
  let lost = 0;
  await page.route(pattern, async (route) => {
    if (route.request().method() !== 'POST' || lost >= count) return route.fallback();
    lost += 1;
    assert.equal((await route.fetch()).status(), 201, 'the server does what is asked');
    return route.abort('connectionreset');
  });
}

story(test, 'the server is away for a while', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const { page } = ana;
  await ana.go('/help');
  await page.getByRole('navigation').first().getByRole('button', { name: 'New project' }).click();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await dialog.getByRole('textbox', { name: 'Name of the project' }).fill('Made on a train');

  // Nothing answers now.
  house.allow({ status: 0 }, { status: 502 });
  await house.stop();
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await page.getByText('The server does not answer.').first().waitFor();
  await dialog.getByText('What you typed is kept', { exact: false }).waitFor({ timeout: 30_000 });

  await house.start();
  await page.getByText('The server does not answer.').first().waitFor({ state: 'hidden', timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await page.waitForURL(/\/p\/made-on-a-train/);
});

story(test, 'tasks and a comment typed without a connection arrive once, in their order', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', ['Find a van']);
  const { page } = ana;
  await ana.go('/c/acme/p/office-move/board?task=1');
  const panel = page.getByRole('dialog', { name: /^Task/ });
  const comment = panel.getByRole('textbox', { name: 'Write a comment' });
  await comment.waitFor();
  // The dialogs are loaded a moment after the page, so that they open without a connection too.
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 2_000)));

  house.allow({ status: 0 });
  await ana.context.setOffline(true);
  await comment.fill('Written on a train');
  await page.keyboard.press('Control+Enter');
  await panel.getByText('Kept here, and sent as soon as Blimp answers', { exact: true }).waitFor();
  await panel.getByText('Written on a train').waitFor();
  assert.equal(await comment.inputValue(), '');
  await panel.focus();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });

  await column(page, 'Plan').getByRole('button', { name: 'Add task to Plan' }).click();
  const title = page.getByRole('textbox', { name: 'Title of the new task in Plan' });
  for (const words of ['Pack the books', 'Tell the bank']) {
    await title.fill(words);
    await page.keyboard.press('Enter');
    await column(page, 'Plan').getByText(words).waitFor();
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByLabel('What is to be done?').fill('Return the keys');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('You are offline.', { exact: false }).first().waitFor();
  await page.getByText('4 texts are kept here', { exact: false }).first().waitFor();
  assert.equal((await ana.api('GET', `/projects/${made.id}/tasks`)).items.length, 1, 'nothing has gone out');

  await ana.context.setOffline(false);
  await shows(page, 'Plan', ['Find a van', 'Pack the books', 'Tell the bank', 'Return the keys']);
  await page.getByText('You are offline.', { exact: false }).first().waitFor({ state: 'hidden' });
  const { items } = await ana.api('GET', `/projects/${made.id}/tasks?sort=position`);
  assert.deepEqual(items.map((one) => one.title), ['Find a van', 'Pack the books', 'Tell the bank', 'Return the keys']);
  const comments = await until(async () => {
    const found = (await ana.api('GET', `/tasks/${made.tasks[0].id}/comments`)).items;
    return found.length > 0 && found;
  }, 'the comment');
  assert.deepEqual(comments.map((one) => one.text), ['Written on a train']);
});

story(test, 'where only the answer was lost, there is one task, one comment and one project', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', ['Find a van']);
  const { page } = ana;
  house.allow({ status: 0 });
  await ana.go('/c/acme/p/office-move/board');

  // A task: it is asked for again by itself, under the same key.
  await loseAnswers(page, '**/api/v1/projects/*/tasks', 1);
  const tasks = keysOf(page, /\/projects\/\d+\/tasks$/);
  await column(page, 'Plan').getByRole('button', { name: 'Add task to Plan' }).click();
  await page.getByRole('textbox', { name: 'Title of the new task in Plan' }).fill('Pack the books');
  await page.keyboard.press('Enter');
  await until(() => tasks.length === 2, 'the second try');
  await shows(page, 'Plan', ['Find a van', 'Pack the books']);
  assert.equal(new Set(tasks).size, 1, 'both tries have one key');

  // A comment, and the page is gone before an answer comes: the next one sends it.
  await ana.go('/c/acme/tasks/1');
  const comment = page.getByRole('textbox', { name: 'Write a comment' });
  const comments = keysOf(page, /\/tasks\/\d+\/comments$/);
  await page.route('**/api/v1/tasks/*/comments', (route) => (route.request().method() === 'POST' ? route.abort('connectionreset') : route.fallback()));
  await loseAnswers(page, '**/api/v1/tasks/*/comments', 1);
  await comment.fill('Said once');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Kept here, and sent as soon as Blimp answers', { exact: true }).waitFor();
  await until(() => comments.length >= 2, 'another try, which does not get through');
  await page.unroute('**/api/v1/tasks/*/comments');
  const tries = comments.length;
  await page.reload();
  await until(() => comments.length > tries, 'the new page to send it');
  await page.getByText('Sent: “Said once”').first().waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Said once' }).first().waitFor();
  assert.equal(new Set(comments).size, 1, 'all tries have one key');

  // A project: after three tries the form says so, and whoever presses again means the same project.
  await loseAnswers(page, '**/api/v1/companies/*/projects', 3);
  await page.getByRole('navigation').first().getByRole('button', { name: 'New project' }).click();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await dialog.getByRole('textbox', { name: 'Name of the project' }).fill('Spring campaign');
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await dialog.getByText('What you typed is kept', { exact: false }).waitFor({ timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await page.waitForURL(/\/p\/spring-campaign\/board/);

  const all = async (path) => (await ana.api('GET', path)).items;
  assert.deepEqual((await all(`/projects/${made.id}/tasks?sort=position`)).map((one) => one.title), ['Find a van', 'Pack the books']);
  assert.deepEqual((await all(`/tasks/${made.tasks[0].id}/comments`)).map((one) => one.text), ['Said once']);
  assert.deepEqual((await all(`/companies/${ana.company.id}/projects`)).map((one) => one.name).sort(), ['Office move', 'Spring campaign']);
});

story(test, 'what the server refuses when it is back is shown, and sent or thrown away by hand', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', ['Find a van']);
  const { page } = ana;
  await ana.go('/c/acme/p/office-move/board');
  await column(page, 'Plan').waitFor();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByLabel('What is to be done?').fill('Return the keys');
  house.allow({ status: 0 }, { status: 409 });
  await ana.context.setOffline(true);
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });

  await ana.api('POST', `/projects/${made.id}/archiving`);
  await ana.context.setOffline(false);
  const refused = page.getByRole('presentation').filter({ hasText: 'Not sent' });
  await refused.getByText('Return the keys').waitFor();
  await ana.api('DELETE', `/projects/${made.id}/archiving`);
  await refused.getByRole('button', { name: 'Try again' }).click();
  await refused.waitFor({ state: 'detached' });
  await until(async () => (await ana.api('GET', `/projects/${made.id}/tasks`)).items.length === 2, 'the task');
});
