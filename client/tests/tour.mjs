// The screenshot tour: `npm run tour` makes docs/tour anew from the demo company, on a desktop and a
// phone, in light and dark.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { House } from './harness.mjs';
import { demo, pathOf, SCREENS, settled } from './screens.mjs';

const folder = fileURLToPath(new URL('../../docs/tour', import.meta.url));
const SIZES = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
};
const LOOKS = ['light', 'dark'];
const MOST_BYTES = 3_000_000;

function fileOf({ name }, size, look) {
  return `${name}-${size}-${look}.webp`;
}

/** By way of the browser's own protocol, which also writes WebP. */
async function shoot(page, file) {
  const client = await page.context().newCDPSession(page);
  const { data } = await client.send('Page.captureScreenshot', { format: 'webp', quality: 60, optimizeForSpeed: false });
  writeFileSync(join(folder, file), Buffer.from(data, 'base64'));
  await client.detach();
}

function index(shown) {
  const rows = shown.map((screen) => {
    const image = (size, look, width) =>
      `<img src="${fileOf(screen, size, look)}" alt="${screen.tour}, ${size}, ${look}" width="${width}">`;
    return [
      `## ${screen.tour}`, '',
      image('desktop', 'light', 640), image('phone', 'light', 180), '',
      '<details><summary>In the dark</summary>', '', image('desktop', 'dark', 640), image('phone', 'dark', 180), '', '</details>', '',
    ].join('\n');
  });
  return [
    '# A tour', '',
    'Made by `npm run tour` in `client/` from the company that `blimp demo` makes. Desktop 1280 by 800, phone 360 by 740.', '',
    ...rows,
  ].join('\n');
}

const shown = SCREENS.filter(({ tour }) => tour !== undefined);
const house = await House.open({}, { demo: true });
try {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [size, options] of Object.entries(SIZES)) {
    const { visitors, names } = await demo(house, options);
    for (const look of LOOKS) {
      for (const screen of shown) {
        const { page } = visitors[screen.who];
        await page.emulateMedia({ colorScheme: look, reducedMotion: 'reduce' });
        await page.goto(pathOf(screen, names));
        await settled(page);
        await page.waitForTimeout(500);
        await shoot(page, fileOf(screen, size, look));
      }
    }
  }
  writeFileSync(join(folder, 'README.md'), `${index(shown).trimEnd()}\n`);
} finally {
  await house.close();
}
const files = readdirSync(folder);
const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
console.log(`${files.length} files, ${Math.round(bytes / 1_000)} kB in docs/tour`);
if (bytes > MOST_BYTES) throw new Error(`more than ${MOST_BYTES / 1_000_000} MB: lower the quality`);
