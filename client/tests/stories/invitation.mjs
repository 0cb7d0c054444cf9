// Inviting somebody, who accepts in a browser of their own; whoever invited sees it happen.
import assert from 'node:assert/strict';
import test from 'node:test';
import { PASSWORD, story } from '../harness.mjs';

story(test, 'somebody is invited and accepts in a second browser', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  await ana.go('/c/acme/settings/people');
  await ana.page.getByRole('button', { name: 'Invite people' }).first().click();
  const dialog = ana.page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('bo@example.com');
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await ana.page.getByRole('main').getByText('bo@example.com').first().waitFor();

  const bo = await house.visitor();
  await bo.go(house.link(await house.mail('bo@example.com')));
  await bo.page.getByRole('heading', { name: 'Join Acme' }).waitFor();
  await bo.page.getByLabel('Your name').fill('Bo Lind');
  await bo.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await bo.page.getByRole('button', { name: 'Join Acme' }).click();
  await bo.page.waitForURL(/\/c\/acme/);
  await bo.page.getByRole('button', { name: /^Bo Lind / }).waitFor();

  // Without a reload: the live stream told Ana's page.
  await ana.page.getByRole('main').getByText('Bo Lind').first().waitFor();

  // The link works once.
  const cleo = await house.visitor();
  house.allow({ method: 'GET', path: /^\/api\/v1\/invitations\// });
  await cleo.go(house.link(await house.mail('bo@example.com')));
  await cleo.page.getByRole('heading', { name: 'You are in already' }).waitFor();
  assert.match(await cleo.page.title(), /Blimp/);
});
