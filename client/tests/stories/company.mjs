// Running a company: roles, its name and address, handing it on, deleting it and bringing it back.
import assert from 'node:assert/strict';
import test from 'node:test';
import { PASSWORD, story, until } from '../harness.mjs';
import { join } from '../fixtures/steps.mjs';

story(test, 'several people are invited at once, and get roles', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  await join(house, ana, { name: 'Bo', email: 'bo@example.com', role: 'member' });
  const { page } = ana;
  await ana.go('/c/acme/settings/people');
  await page.getByRole('button', { name: 'Invite people' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invite people' });
  // One of them is here already: the others are asked, and that one is said.
  house.allow({ status: 409, path: /\/invitations$/ });
  await dialog.getByLabel('E-mail addresses').fill('cy@example.com, Di Example <di@example.com>\nbo@example.com');
  await dialog.getByRole('button', { name: 'Send 3 invitations' }).click();
  await dialog.getByText('1 address could not be invited').waitFor();
  assert.equal(await dialog.getByLabel('E-mail addresses').inputValue(), 'bo@example.com');
  await dialog.getByLabel('E-mail addresses').fill('');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  const waiting = page.getByRole('list', { name: 'Invitations' });
  await waiting.getByText('di@example.com').waitFor();
  await page.getByRole('button', { name: 'Take back the invitation of cy@example.com' }).click();
  await waiting.getByText('cy@example.com').waitFor({ state: 'detached' });

  await page.getByLabel('Role of Bo').selectOption('admin');
  await page.getByRole('status').filter({ hasText: 'Bo: Admin' }).waitFor();
  const { items } = await ana.api('GET', `/companies/${ana.company.id}/members`);
  assert.equal(items.find(({ user }) => user.name === 'Bo').role, 'admin');
});

story(test, 'a company is renamed, handed on, deleted and brought back', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const bo = await join(house, ana, { name: 'Bo', email: 'bo@example.com', role: 'admin' });
  const { page } = ana;
  await ana.go('/c/acme/settings');
  const main = page.getByRole('main');
  house.allow({ status: 422 }, { status: 409 });
  await main.getByRole('textbox', { name: 'Address' }).fill('api');
  await main.getByRole('button', { name: 'Save' }).click();
  await main.getByRole('textbox', { name: 'Address' }).and(page.locator('[aria-invalid="true"]')).waitFor();
  await main.getByRole('textbox', { name: 'Address' }).fill('acme-design');
  await main.getByRole('textbox', { name: 'Name' }).fill('Acme Design');
  await main.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/c\/acme-design\/settings$/);

  await ana.go('/c/acme-design/settings/people');
  await page.getByRole('button', { name: 'More for Bo' }).click();
  await page.getByRole('menuitem', { name: 'Hand the company on' }).click();
  const sure = page.getByRole('dialog');
  await sure.getByRole('textbox').fill('Acme Design');
  await sure.getByRole('button', { name: 'Hand the company on' }).click();
  await until(async () => (await ana.api('GET', '/me')).memberships[0].role === 'admin', 'the handing on');

  // Ana's page still shows the company when it goes.
  house.allow({ status: 404 });
  await bo.go('/c/acme-design/settings/danger');
  await bo.page.getByRole('button', { name: 'Delete the company' }).click();
  const dialog = bo.page.getByRole('dialog');
  await dialog.getByLabel('Type “Acme Design” to confirm').fill('Acme Design');
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Delete the company' }).click();
  await bo.page.waitForURL(/\/companies\/new$/);
  assert.equal((await ana.api('GET', '/me')).memberships.length, 0);

  await bo.page.getByRole('button', { name: 'Bring back Acme Design' }).click();
  await bo.page.waitForURL(/\/c\/acme-design/);
  assert.equal((await ana.api('GET', '/me')).memberships.length, 1);
});
