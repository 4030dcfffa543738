/** The command line and the browser host, with the worker beside them. */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vite';
import { backupWorkerEntry, nodeBundle, workerEntry } from './scripts/node-bundle.ts';
import { listBundledPackages } from './scripts/bundled-packages.ts';

/** What the page of the HTTP interface is made of (`so-may serve`, /docs); it needs no network. */
const pageFiles = [
  'favicon-16x16.png',
  'favicon-32x32.png',
  'index.css',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
  'swagger-ui.css',
];

function copyPageFiles(): void {
  const target = 'out/server/swagger-ui';
  mkdirSync(target, { recursive: true });
  for (const file of pageFiles)
    copyFileSync(path.join('node_modules/@fastify/swagger-ui/static', file), path.join(target, file));
}

export default defineConfig({
  plugins: [{ name: 'page-files', writeBundle: copyPageFiles }, listBundledPackages('server')],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node22',
    ...nodeBundle('out/server', {
      'so-may': 'server/so-may.ts',
      'import-worker': workerEntry,
      'backup-worker': backupWorkerEntry,
    }),
  },
});
