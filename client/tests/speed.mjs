// How fast a board of 4,000 cards answers hand and keys, on a processor four times slower; and how
// fast the server gives it. `bench/board` runs it; docs at bench/README.md.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { request } from 'node:http';
import { House, until } from './harness.mjs';
import { asFile, bigBoard } from './fixtures/trello.mjs';
import { column, drag, project } from './fixtures/steps.mjs';

const CARDS = 4_000;
const SLOWER = 4;
/** How often each thing is done. */
const TIMES = Number(process.env.TIMES ?? 12);
/** What the issue of a slow board begins at: Google's "good" is 200 ms (web.dev/articles/inp). */
const BAR_MS = 100;
const SERVER_BAR_MS = 100;
const SERVER_BAR_KB = 200;

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;

/** Counts in the page, by the Event Timing API: from the input to the next paint, in ms. */
function observe() {
  window.inputs = new Map();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.interactionId === 0) continue;
      window.inputs.set(entry.interactionId, Math.max(window.inputs.get(entry.interactionId) ?? 0, entry.duration));
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  // A drop is no interaction by that API: to the frame after it, by hand.
  window.drops = [];
  addEventListener('drop', (event) => {
    const began = event.timeStamp;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.drops.push(performance.now() - began);
      channel.port2.postMessage(0);
    });
  }, true);
}

async function fill(visitor, target) {
  const { id } = visitor.company;
  const answer = await visitor.context.request.post(`/api/v1/companies/${id}/imports`, {
    multipart: { lists: 'state', project_id: String(target.id), file: asFile(bigBoard(CARDS)) },
  });
  const made = await answer.json();
  await until(async () => (await visitor.api('GET', `/companies/${id}/imports/${made.id}`)).status === 'done', 'the cards', 300_000);
}

/** A request as a browser sends it: milliseconds until the last byte, and the bytes on the wire. */
function ask(house, path, cookie) {
  return new Promise((done, fail) => {
    const began = performance.now();
    const sent = request(`${house.url}${path}`, { headers: { cookie, 'accept-encoding': 'br, gzip' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part) => { bytes += part.length; });
      answer.on('end', () => done({ status: answer.statusCode, ms: performance.now() - began, bytes }));
    });
    sent.on('error', fail);
    sent.end();
  });
}

async function server(house, ana, target) {
  const cookie = (await ana.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const asked = [];
  for (let at = 0; at < 30; at += 1) asked.push(await ask(house, `/api/v1/projects/${target.id}/board`, cookie));
  if (asked.some((one) => one.status !== 200)) throw new Error(`the board answered ${asked.map((one) => one.status)}`);
  const times = asked.map((one) => one.ms);
  return { median: median(times), worst: Math.max(...times), kilobytes: asked[0].bytes / 1000 };
}

/** What a person does on a board. Each gives the page back as it was, or nearly. */
function deeds(page) {
  const press = (key) => async () => { await page.keyboard.press(key); };
  const cards = column(page, 'To do').getByRole('article');
  const focus = () => cards.nth(3).getByRole('link').focus();
  return [
    { name: 'arrow down', before: focus, once: press('ArrowDown') },
    { name: 'arrow right and back', before: focus, once: (at) => page.keyboard.press(at % 2 === 0 ? 'ArrowRight' : 'ArrowLeft') },
    { name: 'End and Home', before: focus, once: (at) => page.keyboard.press(at % 2 === 0 ? 'End' : 'Home') },
    { name: 'choose a card', before: focus, once: press('Space') },
    { name: 'move down', before: focus, once: press('Control+ArrowDown') },
    { name: 'move to the next column and back', before: focus, once: (at) => page.keyboard.press(at % 2 === 0 ? 'Control+ArrowRight' : 'Control+ArrowLeft') },
    {
      name: 'open a task', before: focus, once: press('Enter'),
      after: async () => {
        await page.getByRole('dialog').first().waitFor();
        await page.waitForTimeout(700);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').first().waitFor({ state: 'hidden' });
        await focus();
      },
    },
    {
      name: 'type into the filter', before: () => page.locator('#filter-words').first().focus(),
      once: (at) => page.keyboard.press(at % 2 === 0 ? '1' : 'Backspace'),
    },
  ];
}

async function measured(page, deed) {
  await deed.before();
  await page.waitForTimeout(600);
  await page.evaluate(() => window.inputs.clear());
  for (let at = 0; at < TIMES; at += 1) {
    await deed.once(at);
    await page.waitForTimeout(350);
    await deed.after?.();
  }
  await page.waitForTimeout(300);
  // What took less than 16 ms is not reported: it counts as 16.
  const seen = await page.evaluate(() => [...window.inputs.values()]);
  while (seen.length < TIMES) seen.push(16);
  return { name: deed.name, median: median(seen), worst: Math.max(...seen) };
}

async function dropped(page) {
  const cards = () => column(page, 'To do').getByRole('article');
  for (let at = 0; at < TIMES / 2; at += 1) {
    await drag(page, cards().nth(1), cards().nth(3), { y: 0.8 });
    await page.waitForTimeout(700);
  }
  const seen = await page.evaluate(() => window.drops);
  return { name: 'drop by mouse', median: median(seen), worst: Math.max(...seen) };
}

function report(rows, answer) {
  const version = execFileSync(process.env.CHROMIUM ?? '/usr/bin/chromium', ['--version'], { encoding: 'utf8' }).trim();
  const line = ({ name, median: middle, worst }) => `| ${name} | ${middle.toFixed(0)} | ${worst.toFixed(0)} |`;
  return [
    '# A board of 4,000 cards', '',
    `Written by \`bench/board\`. ${cpus().length} cores, ${version}, headless, 1280 x 800, processor slowed down ${SLOWER} times;`,
    `${TIMES} times each, in milliseconds from the input to the next paint (Event Timing API). The bar is ${BAR_MS}.`, '',
    '| what | median | worst |', '|---|---:|---:|', ...rows.map(line), '',
    `The server's answer (not slowed down, brotli, to the last byte): median ${answer.median.toFixed(0)} ms, worst ${answer.worst.toFixed(0)} ms`,
    `of 30, ${answer.kilobytes.toFixed(0)} kB. The bars are ${SERVER_BAR_MS} ms and ${SERVER_BAR_KB} kB.`, '',
  ].join('\n');
}

const house = await House.open();
try {
  const ana = await house.visitor();
  await ana.signUp({ name: 'Ana', company: 'Acme' });
  const target = await project(ana, 'Everything');
  await fill(ana, target);
  const answer = await server(house, ana, target);
  const { page } = ana;
  await page.addInitScript(observe);
  await ana.go(`/c/acme/p/${target.slug}/board`);
  await column(page, 'To do').getByRole('article').first().waitFor({ timeout: 60_000 });
  const slow = await ana.context.newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const only = process.env.ONLY;
  const rows = only === undefined ? [await dropped(page)] : [];
  for (const deed of deeds(page)) {
    if (only !== undefined && !deed.name.includes(only)) continue;
    if (process.env.PROFILE !== undefined) {
      await slow.send('Profiler.enable');
      await slow.send('Profiler.start');
    }
    rows.push(await measured(page, deed));
    if (process.env.PROFILE !== undefined) {
      const { profile } = await slow.send('Profiler.stop');
      writeFileSync(`${process.env.PROFILE}/${deed.name.replaceAll(' ', '-')}.cpuprofile`, JSON.stringify(profile));
    }
  }
  const text = report(rows, answer);
  console.log(text);
  if (process.env.OUT !== undefined) writeFileSync(process.env.OUT, text);
} finally {
  await house.close();
}
