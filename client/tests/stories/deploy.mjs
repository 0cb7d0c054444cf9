// Another build is served while a tab is open: it is offered, and a missing chunk reloads once.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { story } from '../harness.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const served = mkdtempSync(join(tmpdir(), 'blimp-dist-'));
cpSync(dist, served, { recursive: true });
test.after(() => rmSync(served, { recursive: true, force: true }));

/** The same client under other names, as another build would have them. */
function deploy() {
  const assets = join(served, 'assets');
  for (const name of readdirSync(assets)) if (/\.(br|gz)$/.test(name)) rmSync(join(assets, name));
  for (const twin of ['index.html.br', 'index.html.gz']) rmSync(join(served, twin), { force: true });
  const names = readdirSync(assets).filter((name) => /-[\w-]{8}\.(js|css)$/.test(name));
  const renamed = names.map((name) => [name, name.replace(/-([\w-]{8})\.(js|css)$/, (_, hash, end) => `-${[...hash].reverse().join('')}.${end}`)]);
  const files = [join(served, 'index.html'), ...names.filter((name) => name.endsWith('.js')).map((name) => join(assets, name))];
  for (const file of files) {
    let text = readFileSync(file, 'utf8');
    for (const [from, to] of renamed) text = text.replaceAll(from, to);
    writeFileSync(file, text);
  }
  for (const [from, to] of renamed) renameSync(join(assets, from), join(assets, to));
}

story(test, 'a deploy under an open tab', async (house) => {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const { page } = ana;
  await ana.go('/help');
  await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();

  // For the moment in between nothing answers; then the old chunks are gone.
  house.allow({ status: 0 }, { status: 404, path: /^\/assets\// }, /preload|dynamically imported/i);
  await house.stop();
  deploy();
  await house.start();

  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await page.getByRole('main').getByRole('link', { name: 'What is new' }).click();
  await page.getByRole('heading', { level: 1, name: 'What is new' }).waitFor({ timeout: 20_000 });
  assert.equal(loads, 1, 'one reload, not more');
  assert.match(page.url(), /\/help\/new$/);
}, { CLIENT_DIR: served });
