// How the client is built, served while one works on it, and tested.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const api = process.env.BLIMP_API ?? 'http://127.0.0.1:8000';

/** Writes `dist/.stamp`, by which `./run` knows whether the client is older than its sources. */
function stamp(): Plugin {
  const names = createHash('sha256');
  return {
    name: 'blimp-stamp',
    apply: 'build',
    writeBundle(options, bundle) {
      for (const name of Object.keys(bundle).sort()) names.update(name);
      const folder = options.dir ?? 'dist';
      writeFileSync(`${folder}/.stamp`, `${names.digest('hex').slice(0, 16)}\n`);
    },
  };
}

export default defineConfig({
  plugins: [react(), stamp()],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { port: 5173, proxy: { '/api': { target: api, changeOrigin: true } } },
  preview: { proxy: { '/api': { target: api, changeOrigin: true } } },
  build: {
    target: 'es2022',
    // light-dark() has to reach the browser as it is: its replacement does not know Mantine's schemes.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    assetsDir: 'assets',
    // A file as a data: address would have to be allowed by the content policy.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
  experimental: {
    // The page names its assets from the root, so that deep links work, and the server may put
    // another origin before them (STATIC_URL). Assets find each other from where they are.
    renderBuiltUrl(filename, { hostType }) {
      return hostType === 'html' ? `/${filename}` : { relative: true };
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
  },
});
