// What one browser changes, another shows at once; tabs share one stream; signing out is heard.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story, until } from '../harness.mjs';

story(test, 'a project made in one browser shows in all tabs of another, over one stream', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  let streams = 0;
  ana.context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/v1/live') streams += 1;
  });
  await ana.go('/help');
  // The first tab reads the stream before there is a second one.
  await until(() => streams === 1, 'a stream');
  const second = await ana.context.newPage();
  await second.goto('/help/new');
  for (const page of [ana.page, second]) await page.getByRole('navigation').first().waitFor();

  const script = await house.visitor();
  await script.api('POST', '/session', { email: 'ana@example.com', password: 'correct horse battery 9' });
  await script.api('POST', `/companies/${ana.company.id}/projects`, { name: 'Office move' });
  for (const page of [ana.page, second]) {
    await page.getByRole('navigation').first().getByRole('link', { name: 'Office move' }).waitFor();
  }
  assert.equal(streams, 1);

  // The tab that reads the stream goes; the other takes over.
  await ana.page.close();
  await until(() => streams === 2, 'the second tab to read the stream');
  await script.api('POST', `/companies/${ana.company.id}/projects`, { name: 'Spring campaign' });
  await second.getByRole('navigation').first().getByRole('link', { name: 'Spring campaign' }).waitFor();
  assert.equal(streams, 2);

  // Signed out from elsewhere: to the sign-in page, and back afterwards.
  house.allow({ status: 401 });
  await script.api('DELETE', '/sessions');
  await second.waitForURL(/\/signin\?redirect=%2Fhelp%2Fnew/, { timeout: 40_000 });
});
