/** What every bundle that runs in Node has in common: the server's and the window's main process. */
import type { BuildEnvironmentOptions } from 'vite';

/** Native modules cannot be bundled; they stay in node_modules. */
export const nativeModules = ['better-sqlite3', '@napi-rs/keyring'];

/** Asked for by the zip library only when it reads from a cloud store, which never happens here. */
const neverLoaded = ['@aws-sdk/client-s3'];

/** Entry of the worker in which long work runs; its bundle lies beside the host's. */
export const workerEntry = 'core/jobs/import-worker.ts';

/** Entry of the thread that makes backups; its bundle lies beside the other. */
export const backupWorkerEntry = 'core/backup/backup-worker.ts';

/**
 * Build options for a folder of ES modules with everything but native modules inside. Names of functions stay readable, for a
 * bug is reported by its stack.
 */
export function nodeBundle(outDir: string, input: Record<string, string>): BuildEnvironmentOptions {
  return {
    outDir,
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input,
      external: [...nativeModules, ...neverLoaded],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  };
}
