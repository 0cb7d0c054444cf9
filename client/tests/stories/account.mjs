// One's own account: signing in and out, a forgotten password, browsers, tokens, deleting it all.
import assert from 'node:assert/strict';
import test from 'node:test';
import { PASSWORD, story, until } from '../harness.mjs';

const NEXT = 'another horse entirely 7';

story(test, 'signing in leads to where one was going, and nowhere else', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const other = await house.visitor();
  const { page } = other;
  house.allow({ status: 401 });
  await other.go('/settings/tokens');
  await page.waitForURL(/\/signin\?redirect=/);
  await page.getByLabel('E-mail').fill('ana@example.com');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: 'The address or the password is wrong.' }).waitFor();
  assert.equal(await page.getByLabel('E-mail').inputValue(), 'ana@example.com', 'what was typed stays');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/settings\/tokens$/);

  // Signed in already: the sign-in page leads on, but not to somebody else's site.
  await other.go('/signin?redirect=%2F%2Fevil.example%2F');
  await page.waitForURL(/\/c\/acme/);
  await other.go('/signin?redirect=%2Fhelp');
  await page.waitForURL(/\/help$/);
});

story(test, 'a forgotten password', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const { page } = await house.visitor();
  await page.goto('/signin');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByLabel('E-mail').fill('ana@example.com');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Look in your mail' }).waitFor();
  const link = house.link(await house.mail('ana@example.com', /new password/i));
  await page.goto(link);

  house.allow({ status: 422 });
  await page.getByLabel('New password', { exact: true }).fill('password1');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByText('Too many people use this password.').waitFor();
  await page.getByLabel('New password', { exact: true }).fill(NEXT);
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByText('Your new password is set.', { exact: false }).waitFor();
  await page.getByLabel('E-mail').fill('ana@example.com');
  await page.getByLabel('Password', { exact: true }).fill(NEXT);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/c\/acme/);

  // The link works once.
  house.allow({ status: 409 }, { status: 404 });
  const late = await house.visitor();
  await late.go(link);
  await late.page.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await late.page.getByRole('button', { name: 'Set password' }).click();
  await late.page.getByRole('heading', { name: 'This link is no longer good' }).waitFor();
});

story(test, 'too many tries are said in words, with the wait', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  house.allow({ status: 401 }, { status: 429 });
  const { page } = await house.visitor();
  await page.goto('/signin');
  await page.getByLabel('E-mail').fill('ana@example.com');
  await until(async () => {
    await page.getByLabel('Password', { exact: true }).fill('wrong every time');
    await page.getByRole('button', { name: 'Sign in' }).click();
    return page.getByText(/Too many tries\. Wait \d+ (second|minute)s?/).waitFor({ timeout: 1_500 }).then(() => true, () => false);
  }, 'the limit', 60_000);
}, { RATE_LIMITS: 'on' });

story(test, 'browsers, tokens, the profile and the end', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const elsewhere = await house.visitor();
  await elsewhere.api('POST', '/session', { email: 'ana@example.com', password: PASSWORD });
  const { page } = ana;

  await ana.go('/settings/sessions');
  await page.getByText('This browser').waitFor();
  assert.equal(await page.getByRole('main').getByRole('listitem').filter({ hasText: /^.*From /s }).count(), 2);
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await page.getByRole('status').filter({ hasText: 'You are signed out everywhere else.' }).waitFor();
  house.allow({ status: 401 });
  assert.equal((await elsewhere.context.request.get('/api/v1/me')).status(), 401);

  await ana.go('/settings/tokens');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What is it for?').fill('Nightly report');
  await dialog.getByRole('button', { name: 'Make a token' }).click();
  const token = (await dialog.getByLabel('API tokens').textContent()).trim();
  assert.match(token, /^blimp_pat_/);
  const asScript = { headers: { authorization: `Bearer ${token}` } };
  assert.equal((await fetch(`${house.url}/api/v1/me`, asScript)).status, 200);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Revoke “Nightly report”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('heading', { name: 'No tokens yet' }).waitFor();
  assert.equal((await fetch(`${house.url}/api/v1/me`, asScript)).status, 401);

  await ana.go('/settings');
  await page.getByRole('main').getByRole('textbox', { name: 'Name' }).fill('Ana María');
  await page.getByRole('main').getByLabel('Language').selectOption('es');
  await page.getByRole('main').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Perfil' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'es');
});

story(test, 'another address: the old one stays until the new one is shown to be mine', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const { page } = ana;
  house.allow({ status: 401, path: /\/session$/ }, { status: 422 });
  await ana.go('/settings/account');
  const part = page.getByRole('main');
  await part.getByRole('button', { name: 'Change address' }).click();
  const form = part.locator('form').filter({ has: page.getByLabel('New address') });
  const send = form.getByRole('button', { name: 'Send the link' });
  await form.getByLabel('New address').fill('ana.torres@example.com');
  await form.getByLabel('Password', { exact: true }).fill('not the password');
  await send.click();
  await form.getByText('This is not your password.').waitFor();
  assert.equal(await form.getByLabel('Password', { exact: true }).getAttribute('aria-invalid'), 'true');
  assert.equal(await form.getByLabel('New address').inputValue(), 'ana.torres@example.com', 'what was typed stays');
  await form.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await send.click();
  await part.getByText('A link is on its way to ana.torres@example.com', { exact: false }).waitFor();
  assert.equal((await ana.api('GET', '/me')).user.email, 'ana@example.com', 'nothing has changed yet');

  await page.goto(house.link(await house.mail('ana.torres@example.com')));
  await page.getByText('Your address is confirmed').first().waitFor();
  await ana.go('/settings/account');
  await part.getByText('ana.torres@example.com').first().waitFor();
  await part.getByText('Confirmed', { exact: true }).waitFor();
  await house.mail('ana@example.com', /has another address now/);

  // From now on one signs in with the new one, and with that one only.
  const other = await house.visitor();
  await other.go('/signin');
  const enter = async (email) => {
    await other.page.getByLabel('E-mail').fill(email);
    await other.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await other.page.getByRole('button', { name: 'Sign in' }).click();
  };
  await enter('ana@example.com');
  await other.page.getByRole('alert').filter({ hasText: 'The address or the password is wrong.' }).waitFor();
  await enter('ana.torres@example.com');
  await other.page.waitForURL(/\/c\/acme/);
});
