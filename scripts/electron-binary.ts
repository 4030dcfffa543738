/** Electron's binary: where it lies once it is there, and fetching it where the network allows. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { downloadArtifact } from '@electron/get';
import { z } from 'zod';

/** Without a first byte within this time there is no connection, in milliseconds. */
const CONNECT_MS = 10_000;

const require = createRequire(import.meta.url);
const folder = path.dirname(require.resolve('electron/package.json'));

/** No first byte arrived in time. */
export class ConnectionTimeout extends Error {}

/** The whole path of the binary, or undefined when it has not been fetched. */
export function findElectron(): string | undefined {
  const note = path.join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const binary = path.join(
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(folder, 'dist'),
    readFileSync(note, 'utf8'),
  );
  return existsSync(binary) ? binary : undefined;
}

/**
 * Fetches the binary and returns its path. Fails with a short reason when there is no connection or the download breaks;
 * once bytes arrive it takes as long as it takes, and says how far it is.
 */
export async function fetchElectron(onProgress: (percent: number) => void): Promise<string> {
  const connection = new AbortController();
  const timer = setTimeout(() => connection.abort(new ConnectionTimeout()), CONNECT_MS);
  try {
    await downloadArtifact({
      version: z.object({ version: z.string() }).parse(require('electron/package.json')).version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: z.record(z.string(), z.string()).parse(require('electron/checksums.json')),
      downloadOptions: {
        quiet: true,
        signal: connection.signal,
        getProgressCallback: async ({ percent }: { percent: number }) => {
          clearTimeout(timer);
          onProgress(Math.floor(percent * 100));
        },
      },
    });
  } finally {
    clearTimeout(timer);
  }
  // What was downloaded lies in the cache now; Electron's own script unpacks it from there.
  const { status } = spawnSync(process.execPath, [path.join(folder, 'install.js')], { stdio: 'ignore' });
  const binary = findElectron();
  if (status !== 0 || !binary) throw new Error('the downloaded file could not be unpacked');
  return binary;
}
