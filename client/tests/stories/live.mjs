// What one browser changes, another shows at once; tabs share one stream; signing out is heard.
import assert from 'node:assert/strict';
import test from 'node:test';
import { story, until } from '../harness.mjs';

story(test, 'a project made in one browser shows in all tabs of another, over one stream', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const begun = new Set();
  const over = new Set();
  ana.context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/v1/live') begun.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed']) ana.context.on(end, (request) => over.add(request));
  const streams = () => ({
    begun: begun.size,
    open: [...begun].filter((request) => !over.has(request) && !request.frame().page().isClosed()).length,
  });
  await ana.go('/help');
  // The first tab reads the stream before there is a second one.
  await until(() => streams().open === 1, 'a stream');
  const second = await ana.context.newPage();
  await second.goto('/help/new');
  for (const page of [ana.page, second]) await page.getByRole('navigation').first().waitFor();

  const script = await house.visitor();
  await script.api('POST', '/session', { email: 'ana@example.com', password: 'correct horse battery 9' });
  await script.api('POST', `/companies/${ana.company.id}/projects`, { name: 'Office move' });
  for (const page of [ana.page, second]) {
    await page.getByRole('navigation').first().getByRole('link', { name: 'Office move' }).waitFor();
  }
  assert.deepEqual(streams(), { begun: 1, open: 1 });

  // The tab that reads the stream goes; the other takes over.
  await ana.page.close();
  await until(() => streams().begun === 2, 'the second tab to read the stream');
  await script.api('POST', `/companies/${ana.company.id}/projects`, { name: 'Spring campaign' });
  await second.getByRole('navigation').first().getByRole('link', { name: 'Spring campaign' }).waitFor();
  assert.deepEqual(streams(), { begun: 2, open: 1 });

  // A third one comes and goes: it reads none, and takes none away.
  const third = await ana.context.newPage();
  await third.goto('/help');
  await third.getByRole('navigation').first().getByRole('link', { name: 'Spring campaign' }).waitFor();
  await third.close();
  await script.api('POST', `/companies/${ana.company.id}/projects`, { name: 'New kitchen' });
  await second.getByRole('navigation').first().getByRole('link', { name: 'New kitchen' }).waitFor();
  assert.deepEqual(streams(), { begun: 2, open: 1 });

  // Signed out from elsewhere: to the sign-in page, and back afterwards.
  house.allow({ status: 401 });
  await script.api('DELETE', '/sessions');
  await second.waitForURL(/\/signin\?redirect=%2Fhelp%2Fnew/, { timeout: 40_000 });
});
