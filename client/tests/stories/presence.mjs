// Two people at one task see each other, and that the other is typing.
import test from 'node:test';
import { PASSWORD, story } from '../harness.mjs';

story(test, 'two people at one task see each other', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const project = await ana.api('POST', `/companies/${ana.company.id}/projects`, { name: 'Office move' });
  const task = await ana.api('POST', `/projects/${project.id}/tasks`, { title: 'Find a van' });
  await ana.api('POST', `/companies/${ana.company.id}/invitations`, { email: 'bo@example.com', role: 'member' });
  const bo = await house.visitor();
  const token = house.link(await house.mail('bo@example.com')).split('/').pop();
  await bo.api('POST', `/invitations/${token}/acceptance`, { name: 'Bo', password: PASSWORD });

  await ana.go(`/c/acme/tasks/${task.number}`);
  await ana.page.getByRole('heading', { name: 'Find a van' }).first().waitFor();
  await bo.go(`/c/acme/tasks/${task.number}`);
  const seen = ana.page.getByRole('group', { name: 'Also here' });
  await seen.getByRole('img', { name: 'Bo' }).waitFor();
  await bo.page.getByRole('group', { name: 'Also here' }).getByRole('img', { name: 'Ana' }).waitFor();

  await bo.page.getByRole('textbox', { name: /comment/i }).first().pressSequentially('On my way');
  await seen.getByText('Bo is typing…').waitFor();

  // Bo has a text that is not sent, and means to leave it.
  bo.page.on('dialog', (dialog) => void dialog.accept());
  await bo.page.goto('/help');
  await seen.waitFor({ state: 'hidden' });
});
