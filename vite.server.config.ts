/** The command line and the browser host, with the worker beside them. */
import { defineConfig } from 'vite';
import { nodeBundle, workerEntry } from './scripts/node-bundle.ts';

export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node22',
    ...nodeBundle('out/server', { 'so-may': 'server/so-may.ts', 'import-worker': workerEntry }),
  },
});
