// What the server refuses is taken back on the screen, with a word about it; what was typed stays.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { column, drag, join, project, shows } from '../fixtures/steps.mjs';

const REFUSALS = {
  403: { code: 'forbidden', title: 'You may not do this.' },
  409: { code: 'conflict', title: 'Something else came first.' },
  412: { code: 'stale', title: 'It was changed meanwhile.' },
  422: { code: 'invalid', title: 'Some fields will not do.' },
};

/** Refuses the next PATCH of a task, a moment later, so that the screen shows the change first. */
async function refuseNext(house, page, status) {
  house.allow({ status, method: 'PATCH' });
  let used = false;
  await page.route('**/api/v1/tasks/*', async (route) => {
    if (used || route.request().method() !== 'PATCH') return route.fallback();
    used = true;
    await new Promise((done) => setTimeout(done, 300));
    return route.fulfill({
      status, contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'about:blank', status, ...REFUSALS[status] }),
    });
  });
}

const message = (page, words) => page.getByRole('presentation').filter({ hasText: words });

story(test, 'a card goes back where it was', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', ['Find a van', 'Pack the books']);
  const { page } = ana;
  await ana.go('/c/acme/p/office-move/board');
  const card = page.getByRole('article').filter({ has: page.getByRole('link', { name: 'Find a van', exact: true }) });
  await card.waitFor();
  for (const status of [422, 409, 412, 403]) {
    await refuseNext(house, page, status);
    await drag(page, card, column(page, 'Doing'));
    await shows(page, 'Doing', ['Find a van']);
    await message(page, 'The task stays where it was.').filter({ hasText: REFUSALS[status].title }).first().waitFor();
    await shows(page, 'Plan', ['Find a van', 'Pack the books']);
    await shows(page, 'Doing', []);
    // There is nothing to be undone.
    await page.getByRole('button', { name: 'Undo' }).first().waitFor({ state: 'detached' });
  }

  // In earnest: somebody puts the project away, and this tab has not heard of it.
  house.allow({ status: 409 }, { status: 0, path: /\/live$/ });
  await page.route('**/api/v1/live', (route) => route.abort());
  await page.reload();
  await card.waitFor();
  await ana.api('POST', `/projects/${made.id}/archiving`);
  await drag(page, card, column(page, 'Doing'));
  await message(page, 'The task stays where it was.').first().waitFor();
  await shows(page, 'Plan', ['Find a van', 'Pack the books']);
});

story(test, 'a change in a row is taken back, and its words stay in the field', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', ['Find a van', 'Pack the books']);
  const { page } = ana;
  await ana.go('/c/acme/p/office-move/list');
  const grid = page.getByRole('grid', { name: 'List' });
  const link = (name) => grid.getByRole('link', { name, exact: true });
  const field = grid.getByRole('textbox', { name: 'Title of task 1' });
  await link('Find a van').focus();
  await page.keyboard.press('F2');
  await refuseNext(house, page, 422);
  await field.fill('Find a van with a very long arm');
  await page.keyboard.press('Enter');
  await link('Find a van with a very long arm').waitFor();
  await message(page, 'The task was not changed.').first().waitFor();
  await field.waitFor();
  assert.equal(await field.inputValue(), 'Find a van with a very long arm');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.ok(await field.evaluate((one) => one === document.activeElement), 'the field has the focus again');

  // Escape: it is called what it was called.
  await page.keyboard.press('Escape');
  await link('Find a van').waitFor();
  await link('Find a van').focus();
  await page.keyboard.press('F2');
  assert.equal(await field.inputValue(), 'Find a van');
  await refuseNext(house, page, 409);
  await field.fill('Find a big van');
  await page.keyboard.press('Enter');
  await until(async () => (await field.inputValue().catch(() => '')) === 'Find a big van', 'the field to be back');
  await page.keyboard.press('Enter');
  await link('Find a big van').waitFor();
  await until(async () => (await ana.api('GET', `/tasks/${made.tasks[0].id}`)).title === 'Find a big van', 'the second try');

  // A picker: the old value is back.
  const row = grid.getByRole('row').filter({ hasText: 'Pack the books' });
  await refuseNext(house, page, 403);
  await row.getByRole('button', { name: /^Priority/ }).click();
  await page.getByRole('option', { name: 'High' }).click();
  const high = row.locator('span').filter({ hasText: /^High$/ });
  await high.first().waitFor();
  await message(page, REFUSALS[403].title).first().waitFor();
  await high.first().waitFor({ state: 'detached' });
});

story(test, 'a title that is refused stays in its field; another one by somebody else is shown beside it', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const made = await project(ana, 'Office move', ['Find a van']);
  const bo = await join(house, ana, { name: 'Bo', email: 'bo@example.com', role: 'member' });
  const { page } = ana;
  const { id } = made.tasks[0];
  const now = async () => (await ana.api('GET', `/tasks/${id}`)).title;
  await ana.go('/c/acme/p/office-move/board?task=1');
  const panel = page.getByRole('dialog', { name: /^Task/ });
  const field = panel.getByRole('textbox', { name: 'Title', exact: true });
  await field.waitFor();

  await refuseNext(house, page, 422);
  await field.fill('Find two vans');
  await page.keyboard.press('Enter');
  await shows(page, 'Plan', ['Find two vans']);
  await message(page, 'The task was not changed.').first().waitFor();
  await shows(page, 'Plan', ['Find a van']);
  await panel.getByRole('heading', { name: '#1 Find a van' }).waitFor();
  assert.equal(await field.inputValue(), 'Find two vans');
  await panel.getByText('Not saved. Enter tries again, Escape takes it back.').waitFor();
  await field.focus();
  await page.keyboard.press('Enter');
  await until(async () => (await now()) === 'Find two vans', 'the second try');
  await panel.getByText('Not saved.', { exact: false }).waitFor({ state: 'detached' });

  // What is typed while an answer is on its way stays, and somebody else's other change is no clash.
  house.allow({ status: 412 });
  let answer = () => {};
  const held = new Promise((done) => { answer = done; });
  const patches = /\/api\/v1\/tasks\/\d+$/;
  await page.route(patches, async (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback();
    const response = await route.fetch();
    if (response.ok()) await held;
    return route.fulfill({ response });
  });
  await field.fill('Find a lift');
  await page.keyboard.press('Enter');
  await until(async () => (await now()) === 'Find a lift', 'the title to be saved');
  await field.fill('Find three vans');
  const arrived = page.waitForResponse((response) => patches.test(response.url()) && response.request().method() === 'PATCH');
  answer();
  await arrived;
  await page.unroute(patches);
  await bo.api('PATCH', `/tasks/${id}`, { priority: 'high' });
  await page.keyboard.press('Enter');
  await until(async () => (await now()) === 'Find three vans', 'the title to be saved over another field');

  // Somebody else changed the title: both are shown, and nothing is lost.
  await field.fill('Find four vans');
  await bo.api('PATCH', `/tasks/${id}`, { title: 'Find a lorry' });
  await page.keyboard.press('Enter');
  const clash = page.getByRole('dialog', { name: 'Somebody else changed this' });
  await clash.getByText('Find a lorry').first().waitFor();
  await clash.getByText('Find four vans').first().waitFor();
  assert.equal(await now(), 'Find a lorry');
  await clash.getByRole('textbox', { name: 'Put together' }).fill('Find a lorry or four vans');
  await clash.getByRole('button', { name: 'Save put together' }).click();
  await until(async () => (await now()) === 'Find a lorry or four vans', 'both');
  await shows(page, 'Plan', ['Find a lorry or four vans']);
});
