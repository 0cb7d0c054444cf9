// From nothing to the first task: what somebody lives in their first minute and a half. What each step
// took is printed, with what a person does in it, and how long they would need for that.
import assert from 'node:assert/strict';
import test from 'node:test';
import { PASSWORD, story } from '../harness.mjs';

// The keystroke-level model of Card, Moran and Newell, in seconds: a key of an average typist, pointing
// and pressing with the hand going to the mouse and back, making up one's mind.
const KEY = 0.28;
const POINT = 1.2 + 2 * 0.4;
const MIND = 1.35;

/** Somebody who does things one after the other, counted and timed. */
class Somebody {
  #steps = [];
  #counts = { keys: 0, points: 0, minds: 0 };
  #from = Date.now();

  constructor(page) {
    this.page = page;
  }

  async type(field, words) {
    this.#counts.minds += 1;
    this.#counts.keys += words.length;
    await field.pressSequentially(words);
  }

  async press(key) {
    this.#counts.keys += 1;
    await this.page.keyboard.press(key);
  }

  async point(at) {
    this.#counts.minds += 1;
    this.#counts.points += 1;
    await at.click();
  }

  /** What was done up to now is a step. */
  step(name) {
    const now = Date.now();
    this.#steps.push({ name, seconds: (now - this.#from) / 1_000, ...this.#counts });
    this.#counts = { keys: 0, points: 0, minds: 0 };
    this.#from = now;
  }

  print() {
    let [machine, person] = [0, 0];
    for (const { name, seconds, keys, points, minds } of this.#steps) {
      const needs = keys * KEY + points * POINT + minds * MIND;
      machine += seconds;
      person += needs;
      console.log(`  ${name}: ${seconds.toFixed(1)} s on the clock; ${keys} keys and ${points} clicks, for which a person needs ${needs.toFixed(1)} s`);
    }
    console.log(`  first task after ${machine.toFixed(1)} s on the clock, ${(machine + person).toFixed(1)} s with the person's time`);
  }
}

story(test, 'a new company comes to its first task', async (house) => {
  const ana = await house.visitor();
  const { page } = ana;
  const she = new Somebody(page);
  await ana.go('/');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.match(page.url(), /\/signin$/);
  assert.match(await page.title(), /Sign in · Blimp/);
  she.step('opening the page');

  await she.point(page.getByRole('link', { name: /create an account/i }));
  await she.point(page.getByLabel('Your name'));
  for (const [label, words] of [['Your name', 'Ana Torres'], ['Company', 'Harbour Studio'], ['E-mail', 'ana@example.com']]) {
    await she.type(page.getByLabel(label), words);
    await she.press('Tab');
  }
  await she.type(page.getByLabel('Password', { exact: true }), PASSWORD);
  await she.press('Enter');
  await page.waitForURL(/\/c\/harbour-studio/);
  const name = page.getByLabel('What is your first project called?');
  await name.waitFor();
  she.step('making an account and a company');

  await she.type(name, 'Spring campaign');
  await she.press('Tab');
  await she.type(page.getByLabel('What is the first thing to do?'), 'Write to the printer');
  await she.press('Enter');
  await page.waitForURL(/\/p\/spring-campaign\/board/);
  await page.getByRole('main').getByText('Write to the printer').first().waitFor();
  she.step('naming a project and the first task, and seeing it on the board');
  she.print();

  await page.reload();
  await page.getByRole('main').getByText('Write to the printer').first().waitFor();
  const titles = async () => (await ana.api('GET', '/companies/1/tasks')).items.map((one) => one.title).sort();
  assert.deepEqual(await titles(), ['Write to the printer']);

  // The second project by its button, and a task by the key, as the help says.
  const navigation = page.getByRole('navigation').first();
  await navigation.getByRole('button', { name: 'New project' }).click();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await dialog.getByRole('textbox', { name: 'Name of the project' }).fill('Office move');
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await page.waitForURL(/\/p\/office-move\/board/);
  await navigation.getByRole('link', { name: 'Office move' }).waitFor();
  await page.keyboard.press('c');
  const task = page.getByRole('dialog', { name: 'New task' });
  await task.getByLabel('What is to be done?').fill('Find a van');
  await task.getByRole('button', { name: 'Create', exact: true }).click();
  await task.waitFor({ state: 'hidden' });
  await page.getByRole('main').getByText('Find a van').first().waitFor();
  assert.deepEqual(await titles(), ['Find a van', 'Write to the printer']);

  // There is mail to confirm the address, and its link works.
  const mail = await house.mail('ana@example.com', /address/);
  await page.goto(house.link(mail));
  await page.getByText('Your address is confirmed').first().waitFor();
});
