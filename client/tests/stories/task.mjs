// A task by keyboard: words, people, checklist, comment, a clash of two writers; and the way back.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { join, project } from '../fixtures/steps.mjs';

async function open(visitor, path) {
  await visitor.go(path);
  const panel = visitor.page.getByRole('dialog', { name: /^Task/ });
  await panel.getByRole('heading', { name: /Find a van/ }).waitFor();
  return panel;
}

/** Holds what is sent there until the returned function is called. */
async function hold(page, pattern, method) {
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await page.route(pattern, async (route) => {
    if (route.request().method() === method) await held;
    await route.continue();
  });
  return async () => {
    letGo();
    await page.unroute(pattern, { behavior: 'wait' });
  };
}

story(test, 'a task is worked on by keyboard alone', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const move = await project(ana, 'Office move', ['Find a van']);
  const { page } = ana;
  const id = move.tasks[0].id;
  const task = () => ana.api('GET', `/tasks/${id}`);
  const panel = await open(ana, '/c/acme/p/office-move/board?task=1');
  const press = async (key) => {
    await panel.focus();
    await page.keyboard.press(key);
  };

  await press('n');
  await panel.getByRole('textbox', { name: 'Notes' }).waitFor();
  await page.keyboard.type('Ask @an');
  await panel.getByRole('option', { name: 'Ana' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('first\n- [ ] small van\nlarge van');
  await page.keyboard.press('Control+Enter');
  await panel.getByRole('checkbox', { name: 'large van' }).waitFor();
  assert.match((await task()).notes, /^Ask @\[Ana\]\(\d+\) first\n- \[ \] small van\n- \[ \] large van$/);
  await panel.getByRole('checkbox', { name: 'small van' }).press('Space');
  await until(async () => (await task()).notes.includes('[x] small van'), 'the ticked box');

  await press('i');
  await panel.getByRole('textbox', { name: 'Add an item' }).waitFor();
  await panel.getByRole('textbox', { name: 'Add an item' }).focus();
  await page.keyboard.type('Measure the desk');
  await page.keyboard.press('Enter');
  await until(async () => (await ana.api('GET', `/tasks/${id}/checklist`)).items.length === 1, 'the first item');
  // A new item is worked on before the server has named it.
  const letGo = await hold(page, `**/api/v1/tasks/${id}/checklist`, 'POST');
  await page.keyboard.type('Book it');
  await page.keyboard.press('Enter');
  const items = panel.getByRole('textbox', { name: 'Item', exact: true });
  await items.nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.type(' today');
  await letGo();
  await until(async () => (await ana.api('GET', `/tasks/${id}/checklist`)).items[0].title === 'Book it', 'the other order');
  assert.equal(await items.first().inputValue(), 'Book it today', 'what is typed outlives the naming');
  assert.ok(await items.first().evaluate((field) => field === document.activeElement), 'and so does the focus');
  await page.keyboard.press('Enter');
  await until(async () => (await ana.api('GET', `/tasks/${id}/checklist`)).items[0].title === 'Book it today', 'the new words');

  await press('a');
  await page.getByRole('option', { name: 'Ana' }).waitFor();
  await page.keyboard.type('an');
  await page.keyboard.press('Enter');
  await until(async () => (await task()).assignee_ids.includes(ana.user.id), 'Ana to be responsible');
  await page.keyboard.press('Escape');
  assert.ok(await panel.isVisible(), 'Escape closes the list, not the panel');

  await press('m');
  await page.keyboard.type('On my **way**');
  await page.keyboard.press('Control+Enter');
  await panel.getByRole('listitem').filter({ hasText: 'On my way' }).waitFor();

  await press('x');
  await until(async () => (await task()).closed_at !== null, 'the task to be done');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await until(async () => (await task()).closed_at === null, 'the task to be open again');

  await press('Escape');
  await panel.waitFor({ state: 'detached' });
});

story(test, 'two people write the same notes', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const move = await project(ana, 'Office move', ['Find a van']);
  const bo = await join(house, ana, { name: 'Bo', email: 'bo@example.com', role: 'member' });
  const { id } = move.tasks[0];
  const panel = await open(ana, '/c/acme/p/office-move/board?task=1');
  await panel.getByRole('button', { name: 'Add notes…' }).click();
  await panel.getByRole('textbox', { name: 'Notes' }).fill('What Ana wrote');
  await bo.api('PATCH', `/tasks/${id}`, { notes: 'What Bo wrote' });
  house.allow({ status: 412 });
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  const clash = ana.page.getByRole('dialog', { name: 'Somebody else changed this' });
  await clash.getByText('What Bo wrote').waitFor();
  await clash.getByRole('textbox', { name: 'Put together' }).fill('What Bo wrote, and Ana');
  await clash.getByRole('button', { name: 'Save put together' }).click();
  await until(async () => (await ana.api('GET', `/tasks/${id}`)).notes === 'What Bo wrote, and Ana', 'both');

  // What is not sent outlives a reload.
  await panel.getByRole('textbox', { name: 'Write a comment' }).fill('Half a thought');
  ana.page.on('dialog', (dialog) => void dialog.accept());
  await ana.page.reload();
  assert.equal(await panel.getByRole('textbox', { name: 'Write a comment' }).inputValue(), 'Half a thought');
});

story(test, 'files are sent, shown, taken off and brought back; a change is undone from the history', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const move = await project(ana, 'Office move', ['Find a van']);
  const { id } = move.tasks[0];
  const panel = await open(ana, '/c/acme/p/office-move/board?task=1');
  const files = [1, 2].map((n) => ({ name: `list-${n}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`van ${n}`) }));
  await panel.locator('input[type=file]').first().setInputFiles(files);
  await panel.getByRole('link', { name: 'list-2.txt' }).waitFor();
  await panel.getByRole('link', { name: 'list-1.txt' }).waitFor();
  await panel.getByRole('button', { name: 'Actions for list-1.txt' }).click();
  await ana.page.getByRole('menuitem', { name: 'Delete' }).click();
  await panel.getByRole('link', { name: 'list-1.txt' }).waitFor({ state: 'detached' });
  await ana.page.getByRole('button', { name: 'Undo' }).first().click();
  await panel.getByRole('link', { name: 'list-1.txt' }).waitFor();

  await ana.api('PATCH', `/tasks/${id}`, { priority: 'urgent' });
  await panel.getByRole('tab', { name: 'History' }).click();
  await panel.getByRole('button', { name: /^Undo: Priority/ }).first().click();
  await until(async () => (await ana.api('GET', `/tasks/${id}`)).priority === 'none', 'the priority to be as before');
});

story(test, 'an item that was deleted is back where it stood, as it was', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const move = await project(ana, 'Office move', ['Find a van']);
  const { id } = move.tasks[0];
  const list = async () => (await ana.api('GET', `/tasks/${id}/checklist`)).items;
  for (const title of ['Measure the desk', 'Book it', 'Tell Bo']) await ana.api('POST', `/tasks/${id}/checklist`, { title });
  await ana.api('PATCH', `/checklist-items/${(await list())[1].id}`, { done: true });
  const before = await list();
  const panel = await open(ana, '/c/acme/p/office-move/board?task=1');
  const items = panel.getByRole('textbox', { name: 'Item', exact: true });
  await until(async () => (await items.count()) === 3, 'three items');
  for (const at of [1, 0]) {
    await panel.getByRole('button', { name: `Actions for “${before[at].title}”` }).click();
    await ana.page.getByRole('menuitem', { name: 'Delete' }).click();
    await until(async () => (await list()).length === 2, 'the item to go');
    await ana.page.getByRole('button', { name: 'Undo' }).last().click();
    await until(async () => (await list()).length === 3, 'the item to be back');
    await until(async () => (await items.count()) === 3, 'three items on the screen');
  }
  const facts = (all) => all.map(({ id: item, title, done, done_at: at, section }) => ({ item, title, done, at, section }));
  assert.deepEqual(facts(await list()), facts(before));
  assert.ok(await panel.getByRole('checkbox', { name: 'Book it' }).isChecked());
});
