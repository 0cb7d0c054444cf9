// What assistive technology is told of the main screens, compared with committed files.
// `UPDATE=1 npm run stories` writes them anew; look at the difference before committing it.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { story } from '../harness.mjs';
import { project } from '../fixtures/steps.mjs';
import { settled } from '../screens.mjs';

const folder = fileURLToPath(new URL('../aria', import.meta.url));

/** Times and the like differ from run to run. */
function still(text) {
  return `${text
    .replace(/^(\s*- time).*$/gm, '$1')
    .replace(/127\.0\.0\.1:\d+/g, 'blimp.test')
    .replace(/\b(?:now|just now|\d+ (?:second|minute)s? ago|this minute)\b/g, 'a moment ago')
    .replace(/\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*(?: \d{4})?/g, 'a day')
    .replace(/(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[^"'\n]*/g, 'a day')}\n`;
}

async function same(page, name) {
  await settled(page);
  const shown = still(await page.locator('main').first().ariaSnapshot());
  const file = join(folder, `${name}.yml`);
  if (process.env.UPDATE || !existsSync(file)) {
    assert.ok(process.env.UPDATE, `no ${name}.yml yet: make it with UPDATE=1`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, shown);
  }
  assert.equal(shown, readFileSync(file, 'utf8'), `${name}.yml`);
}

story(test, 'the main screens are said as they were', async (house) => {
  const nobody = await house.visitor();
  for (const [name, path] of [['sign-in', '/signin'], ['sign-up', '/signup']]) {
    await nobody.go(path);
    await same(nobody.page, name);
  }
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const { slug } = await project(ana, 'Office move', ['Find a van', 'Pack the books']);
  const screens = {
    home: '/c/acme', inbox: '/c/acme/inbox', board: `/c/acme/p/${slug}/board`, list: `/c/acme/p/${slug}/list`,
    task: '/c/acme/tasks/1', people: '/c/acme/settings/people', import: '/c/acme/settings/import', account: '/settings/account',
    'notification-settings': '/settings/notifications',
  };
  for (const [name, path] of Object.entries(screens)) {
    await ana.go(path);
    await same(ana.page, name);
  }
});
