/** Writes a file so that it is whole or not there: temporary name, flush, read back, rename, flush of the folder. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Names that readers ignore. */
export const PARTIAL = '.part';

/**
 * Replaces `file` by these bytes. Fails with the disk's own error code, `EBUSY` where another program holds the file, or `EIO` when what is read back differs (a stick that
 * pretends to be larger than it is); then nothing is left behind.
 */
export function writeFileSafely(
  file: string,
  bytes: Uint8Array,
  { mode = 0o644, rename = renameSync }: { mode?: number; rename?: typeof renameSync } = {},
): void {
  const partial = file + PARTIAL;
  try {
    const descriptor = openSync(partial, 'w', mode);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (!readFileSync(partial).equals(bytes)) throw Object.assign(new Error('read back differs'), { code: 'EIO' });
    renameWhenFree(partial, file, rename);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  flushFolder(path.dirname(file));
}

/** On Windows an antivirus that looks into the new file holds it for a moment. In milliseconds. */
const WAITS_MS = [10, 20, 40, 80, 160];
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY']);

/** Fails with EBUSY where the file stays held: a folder that may not be written would have failed before. */
function renameWhenFree(from: string, to: string, rename: typeof renameSync): void {
  for (const wait of [...WAITS_MS, 0]) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && HELD.has(String(error.code)))) throw error;
      if (wait === 0) throw Object.assign(new Error(error.message, { cause: error }), { code: 'EBUSY' });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
    }
  }
}

/** Not every system lets a folder be opened; there a rename is flushed by the system alone. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  let descriptor: number;
  try {
    descriptor = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } catch {
    // A network folder or a stick without it: the file itself has been flushed.
  } finally {
    closeSync(descriptor);
  }
}
