// Measures dist/ against the budgets, in brotli. First load is what index.html asks for, and what
// that imports without being asked, including the catalogue of one language.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const dist = new URL('../dist', import.meta.url).pathname;
const assets = join(dist, 'assets');
const kB = 1000;
const limits = { script: 220 * kB, style: 35 * kB, staff: 120 * kB, chunk: 300 * kB, docs: 400 * kB };

const html = readFileSync(join(dist, 'index.html'), 'utf8');
const names = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name));

function weight(path) {
  return existsSync(`${path}.br`) ? readFileSync(`${path}.br`).length
    : brotliCompressSync(readFileSync(path)).length;
}

/** What a chunk imports at once: static imports only. */
function imports(name) {
  const code = readFileSync(join(assets, name), 'utf8');
  const found = code.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{][^'"`;()]*?\bfrom\s*)?["']\.\/([\w.-]+\.js)["']/g);
  return [...found].map((match) => match[1]);
}

const first = new Set();
const queue = names.filter((name) => html.includes(`/assets/${name}`));
queue.push(...names.filter((name) => /^en-/.test(name)));
while (queue.length > 0) {
  const name = queue.pop();
  if (first.has(name)) continue;
  first.add(name);
  if (name.endsWith('.js')) queue.push(...imports(name).filter((other) => names.includes(other)));
}

const rows = names.map((name) => ({ name, bytes: weight(join(assets, name)), first: first.has(name) }));
const sum = (kind) => rows.filter((row) => row.first && row.name.endsWith(kind))
  .reduce((total, row) => total + row.bytes, 0);
const failures = [];
function report(what, bytes, limit) {
  const text = `${what.padEnd(28)} ${(bytes / kB).toFixed(1).padStart(7)} kB of ${limit / kB} kB`;
  console.log(text);
  if (bytes > limit) failures.push(text);
}

report('first load, script', sum('.js'), limits.script);
report('first load, style', sum('.css'), limits.style);
for (const row of rows.filter((r) => !r.first).sort((a, b) => b.bytes - a.bytes)) {
  // The page at /api/docs is another page: nobody loads it who does not open it.
  const limit = row.name.startsWith('staff') ? limits.staff
    : row.name.startsWith('api-docs') ? limits.docs : limits.chunk;
  if (process.argv.includes('--all') || row.bytes > limit || row.bytes > 10 * kB) report(row.name, row.bytes, limit);
}
if (failures.length > 0) {
  console.error(`over budget:\n${failures.join('\n')}`);
  process.exit(1);
}
