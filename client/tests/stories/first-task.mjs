// From nothing to the first task: what somebody lives in their first minute and a half.
import assert from 'node:assert/strict';
import test from 'node:test';
import { PASSWORD, story } from '../harness.mjs';

story(test, 'a new company comes to its first task', async (house) => {
  const ana = await house.visitor();
  const { page } = ana;
  const began = Date.now();
  await ana.go('/');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.match(page.url(), /\/signin$/);
  assert.match(await page.title(), /Sign in · Blimp/);

  await page.getByRole('link', { name: /create an account/i }).click();
  await page.getByLabel('Your name').fill('Ana Torres');
  await page.getByLabel('Company').fill('Harbour Studio');
  await page.getByLabel('E-mail').fill('ana@example.com');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(/\/c\/harbour-studio/);

  const navigation = page.getByRole('navigation').first();
  await navigation.getByRole('button', { name: 'New project' }).click();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await dialog.getByRole('textbox', { name: 'Name of the project' }).fill('Spring campaign');
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await page.waitForURL(/\/p\/spring-campaign\/board/);
  await navigation.getByRole('link', { name: 'Spring campaign' }).waitFor();

  // By the key, as the help says.
  await page.keyboard.press('c');
  const task = page.getByRole('dialog', { name: 'New task' });
  await task.getByLabel('What is to be done?').fill('Write to the printer');
  await task.getByRole('button', { name: 'Create', exact: true }).click();
  await task.waitFor({ state: 'hidden' });
  await page.getByRole('main').getByText('Write to the printer').first().waitFor();
  assert.ok(Date.now() - began < 90_000, 'it took longer than a minute and a half');

  await page.reload();
  await page.getByRole('main').getByText('Write to the printer').first().waitFor();
  const { items } = await ana.api('GET', '/companies/1/tasks');
  assert.deepEqual(items.map((one) => one.title).filter((title) => title === 'Write to the printer'), ['Write to the printer']);

  // There is mail to confirm the address, and its link works.
  const mail = await house.mail('ana@example.com', /address/);
  await page.goto(house.link(mail));
  await page.getByText('Your address is confirmed').first().waitFor();
});
