// The server goes away and comes back: it is said, what was typed stays, and all goes on by itself.
import test from 'node:test';
import { story } from '../harness.mjs';

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
