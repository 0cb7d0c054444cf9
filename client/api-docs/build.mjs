// Installs what the page needs, if that has changed, and builds it with the client's Vite.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const changed = (name) => (existsSync(here + name) ? statSync(here + name).mtimeMs : 0);

if (changed('node_modules/.package-lock.json') < changed('package-lock.json')) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-progress'], { cwd: here, stdio: 'inherit' });
}
await build({ root: here, configFile: `${here}vite.config.mjs`, logLevel: 'warn' });
console.log('built the page of the API');
