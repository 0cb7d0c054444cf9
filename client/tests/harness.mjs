// A house for browser tests: a Blimp of its own on a free port with fresh data, and real browsers.
// Whatever a page writes to the console as an error, and each request that fails, fails the test.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = resolve(process.env.BLIMP_BIN ?? join(root, 'target/debug/blimp'));
const dist = resolve(process.env.CLIENT_DIST ?? join(root, 'client/dist'));

/** How long a test waits for something to show. */
export const PATIENCE = 10_000;
export const PASSWORD = 'correct horse battery 9';

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Waits until `look` gives something. */
export async function until(look, what, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** One that never asked for what an address answered with an error. */
const EXPECTED = [
  // Whether somebody is signed in, asked by somebody who is not.
  { status: 401, method: 'GET', path: /^\/api\/v1\/me$/ },
  // The word that one looks at a task, while somebody throws it away.
  { status: 404, path: /^\/api\/v1\/tasks\/\d+\/presence$/ },
];

class House {
  #allowed = [...EXPECTED];
  #troubles = [];
  #contexts = [];
  #log = '';

  /** Starts a Blimp. `settings` are more of its environment; `demo` fills it with the demo company. */
  static async open(settings = {}, { demo = false } = {}) {
    const house = new House();
    house.folder = mkdtempSync(join(tmpdir(), 'blimp-story-'));
    house.settings = settings;
    house.port = await freePort();
    house.url = `http://127.0.0.1:${house.port}`;
    // What the command says, with the password of the people it made.
    if (demo) house.seeded = await house.blimp('demo');
    await house.start();
    house.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync',
      ],
    });
    return house;
  }

  get #env() {
    return {
      PATH: process.env.PATH, HOME: this.folder, PORT: String(this.port), BLIMP_URL: this.url,
      DATABASE_URL: `sqlite://${this.folder}/blimp.db`, FILES_URL: `file://${this.folder}/files`,
      RATE_LIMITS: 'off', CLIENT_DIR: dist, ...this.settings,
    };
  }

  /** Starts the server; again after stop(), on the same data and port. */
  async start() {
    assert.ok(existsSync(bin), `no ${bin}: build it, or say another with BLIMP_BIN`);
    assert.ok(existsSync(join(dist, 'index.html')), 'no client/dist: npm run build');
    this.server = spawn(bin, ['serve'], { cwd: this.folder, env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const out of [this.server.stdout, this.server.stderr]) {
      out.on('data', (text) => {
        this.#log = (this.#log + text).slice(-20_000);
      });
    }
    await until(async () => {
      if (this.server.exitCode !== null) throw new Error(`the server ended:\n${this.#log}`);
      return fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false);
    }, 'the server', 30_000);
  }

  async stop() {
    if (this.server.exitCode !== null) return;
    const ended = new Promise((done) => this.server.once('exit', done));
    this.server.kill('SIGTERM');
    const late = setTimeout(() => this.server.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(late);
  }

  /** Runs a command of the binary on this house's data. */
  async blimp(...args) {
    const { stdout } = await run(bin, args, { cwd: this.folder, env: this.#env, maxBuffer: 16 << 20 });
    return stdout;
  }

  /** The newest mail to `to` whose subject or text fits, as soon as it is there. */
  mail(to, fits = /./) {
    return until(async () => {
      const list = JSON.parse(await this.blimp('mail', 'list', '--json', '--to', to));
      for (const { id } of Array.isArray(list) ? list : list.items) {
        const mail = JSON.parse(await this.blimp('mail', 'show', '--json', String(id)));
        const text = mail.text ?? mail.text_body ?? '';
        if (fits.test(mail.subject) || fits.test(text)) return { subject: mail.subject, text };
      }
      return null;
    }, `a mail to ${to} like ${fits}`, 20_000);
  }

  /** The first address of this house in a mail. */
  link({ text }) {
    const found = text.match(/https?:\/\/\S+/g)?.find((address) => address.startsWith(this.url));
    assert.ok(found, `no link in:\n${text}`);
    return found;
  }

  /** A failure that the test is about: `{ status, method, path }`, or a pattern for console text. */
  allow(...expected) {
    this.#allowed.push(...expected);
  }

  #isAllowed(status, method, path) {
    return this.#allowed.some((e) =>
      !(e instanceof RegExp) && (e.status === undefined || e.status === status) &&
      (e.method === undefined || e.method === method) && (e.path === undefined || e.path.test(path)));
  }

  /** A browser of its own: nothing shared with the others. */
  async visitor(options = {}) {
    const context = await this.browser.newContext({
      baseURL: this.url, locale: 'en-GB', timezoneId: 'Europe/Madrid', viewport: { width: 1280, height: 800 },
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    this.#contexts.push(context);
    context.on('page', (page) => this.#watch(page));
    return new Visitor(this, context, await context.newPage());
  }

  #watch(page) {
    page.on('pageerror', (error) => this.#troubles.push(`error on ${page.url()}: ${error.stack ?? error}`));
    page.on('console', (message) => {
      // Failed requests are judged by their answers, below.
      if (message.type() !== 'error' || /^Failed to load resource/.test(message.text())) return;
      if (this.#allowed.some((e) => e instanceof RegExp && e.test(message.text()))) return;
      this.#troubles.push(`console on ${page.url()}: ${message.text()}`);
    });
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      const method = response.request().method();
      if (response.status() < 400 || this.#isAllowed(response.status(), method, pathname)) return;
      this.#troubles.push(`${response.status()} for ${method} ${pathname} on ${page.url()}`);
    });
    page.on('requestfailed', (request) => {
      const { pathname } = new URL(request.url());
      const why = request.failure()?.errorText ?? '';
      // A page that is left stops what it was reading; so does a screen that is left.
      if (why === 'net::ERR_ABORTED' || this.#isAllowed(0, request.method(), pathname)) return;
      this.#troubles.push(`${why} for ${request.method()} ${pathname} on ${page.url()}`);
    });
  }

  /** What went wrong up to now, and forgets it. */
  takeTroubles() {
    return this.#troubles.splice(0);
  }

  async close() {
    for (const context of this.#contexts) await context.close();
    await this.browser?.close();
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
    const troubles = this.takeTroubles();
    assert.deepEqual(troubles, [], `the pages had trouble:\n${troubles.join('\n')}`);
  }
}

/** Somebody with a browser. */
class Visitor {
  constructor(house, context, page) {
    Object.assign(this, { house, context, page });
  }

  /** Calls the API with this browser's session, as a script would. */
  async api(method, path, data) {
    const answer = await this.context.request.fetch(`/api/v1${path}`, { method, data });
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.status() === 204 ? null : answer.json();
  }

  /** Makes an account and a company through the API, for tests that are about something else. */
  async signUp({ name = 'Ana', company = 'Acme', email = `${name.toLowerCase()}@example.com` } = {}) {
    const made = await this.api('POST', '/signup', {
      name, company, email, password: PASSWORD, time_zone: 'Europe/Madrid', language: 'en',
    });
    this.user = made.user;
    this.company = made.company;
    return made;
  }

  go(path) {
    return this.page.goto(path);
  }
}

/** `story('what a person does', async (house) => …)`: a test with a house of its own. */
export function story(test, name, body, settings, { demo = false, timeout = 180_000 } = {}) {
  test(name, { timeout }, async () => {
    const house = await House.open(settings, { demo });
    let failed = true;
    try {
      await body(house);
      failed = false;
    } finally {
      try {
        await house.close();
      } catch (troubles) {
        // The first failure says more; the troubles of the pages come with it.
        if (!failed) throw troubles;
        console.error(String(troubles.message ?? troubles));
      }
    }
  });
}

export { House };
