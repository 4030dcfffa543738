/** The window's main process (with its worker) and preload script. The screens come from vite.config.ts. */
import { defineConfig } from 'electron-vite';
import { listBundledPackages } from './scripts/bundled-packages.ts';
import { backupWorkerEntry, nativeModules, nodeBundle, workerEntry } from './scripts/node-bundle.ts';

export default defineConfig({
  main: {
    plugins: [listBundledPackages('electron')],
    build: {
      externalizeDeps: false,
      ...nodeBundle('out/electron', {
        main: 'electron/main.ts',
        'import-worker': workerEntry,
        'backup-worker': backupWorkerEntry,
      }),
    },
  },
  preload: {
    plugins: [listBundledPackages('preload')],
    build: {
      externalizeDeps: false,
      outDir: 'out/electron',
      // The main process was built into the same folder just before.
      emptyOutDir: false,
      minify: true,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        external: nativeModules,
        // A sandboxed preload script must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
});
