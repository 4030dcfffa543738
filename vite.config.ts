/** The screens: one page, the same files in the browser host and in the window. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { listBundledPackages } from './scripts/bundled-packages.ts';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), listBundledPackages('renderer')],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // Below this size Vite would write images into the code as data: addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
});
