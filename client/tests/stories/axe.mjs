// axe on every screen, in light and dark: no findings at all. And every screen stands without an
// error in the console or a failed request, which the house itself watches.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { story } from '../harness.mjs';
import { demo, pathOf, SCREENS, settled } from '../screens.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) => `${id}: ${html.slice(0, 200)} (${[...any, ...all, ...none][0]?.message ?? ''})`));
}

/** A few at a time, so that a failure says which part it is. */
const PARTS = { 'nobody is signed in': (s) => s.who === 'nobody', 'the work': (s) => s.who === 'owner' && /\$project|\$task|company$|inbox|search/.test(s.path), 'settings and help': (s) => s.who === 'owner' && !/\$project|\$task|company$|inbox|search/.test(s.path), 'a client': (s) => s.who === 'client' };

for (const [part, belongs] of Object.entries(PARTS)) {
  story(test, `axe finds nothing: ${part}`, async (house) => {
    const { visitors, names } = await demo(house);
    const found = [];
    for (const screen of SCREENS.filter(belongs)) {
      if (screen.fails) house.allow({ status: 404 }, { status: 409 });
      const { page } = visitors[screen.who];
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await page.goto(pathOf(screen, names));
        await settled(page);
        assert.notEqual(await page.title(), 'Blimp', `${screen.name} has a title of its own`);
        for (const one of await findings(page)) found.push(`${screen.name} (${colorScheme}) ${one}`);
      }
    }
    assert.deepEqual(found, [], found.join('\n'));
  }, {}, { demo: true, timeout: 600_000 });
}
