// A client sees their project and no other, approves one task and sends another back.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story, until } from '../harness.mjs';
import { join, project } from '../fixtures/steps.mjs';

story(test, 'a client approves, and sends back', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const shop = await project(ana, 'Shop front', ['Draft of the sign', 'Draft of the door']);
  await project(ana, 'Our own secrets', ['Raise the price']);
  const frida = await join(house, ana, { name: 'Frida', email: 'frida@example.com', role: 'client', projects: [shop.id] });
  const review = shop.states.find(({ kind }) => kind === 'review');
  for (const task of shop.tasks) await ana.api('PATCH', `/tasks/${task.id}`, { state: review.id });

  await frida.go('/c/acme');
  const { page } = frida;
  await page.getByRole('navigation').first().waitFor();
  await page.getByRole('navigation').first().getByRole('link', { name: 'Shop front' }).waitFor();
  assert.equal(await page.getByText('Our own secrets').count(), 0);

  await frida.go('/c/acme/tasks/1');
  await page.getByRole('heading', { name: 'Draft of the sign' }).first().waitFor();
  await page.getByRole('button', { name: 'Approve' }).click();
  await until(async () => (await ana.api('GET', `/tasks/${shop.tasks[0].id}`)).closed_at !== null, 'the task to be closed');

  // To send something back, one says what is missing.
  await frida.go('/c/acme/tasks/2');
  await page.getByRole('heading', { name: 'Draft of the door' }).first().waitFor();
  await page.getByRole('button', { name: 'Send back' }).click();
  await page.getByText('Say what is missing').first().waitFor();
  await page.getByLabel('Comment', { exact: true }).first().fill('A little wider, please.');
  await page.getByRole('button', { name: 'Send back' }).click();
  await until(async () => {
    const { items } = await ana.api('GET', `/tasks/${shop.tasks[1].id}/comments`);
    return items.some(({ body, text }) => (body ?? text ?? '').includes('A little wider'));
  }, 'the comment');

  // What is not theirs is not there.
  house.allow({ status: 404 });
  await frida.go('/c/acme/tasks/3');
  await page.getByText('There is nothing here').first().waitFor();
});
