/**
 * What the pages of a new file are encrypted with. Both ciphers authenticate every page under a nonce of its own; AEGIS-256 takes a fifth of the time where the
 * processor has AES instructions and more where it has none, so that a new file gets the one that is faster on this PC (docs/decisions/0012).
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';

/** By their names in SQLite3 Multiple Ciphers. */
export type PageCipher = 'aegis' | 'chacha20';
export const PAGE_CIPHERS: readonly PageCipher[] = ['aegis', 'chacha20'];

/** A measured file: 128 kB. */
const MEASURED_BYTES = 2 ** 17;
const MEASURED_TIMES = 2;

let faster: PageCipher | undefined;

/** The cipher for a new file on this PC: measured once in a program's life, with the library that will do the work (some milliseconds). */
export function choosePageCipher(): PageCipher {
  faster ??= measureFaster(measure);
  return faster;
}

/** The one that `measured` took less time with at its best; the one that is fast enough everywhere where it cannot be measured. */
export function measureFaster(measured: (cipher: PageCipher, file: string) => number): PageCipher {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(path.join(os.tmpdir(), 'so-may-cipher-'));
    const milliseconds = { aegis: Infinity, chacha20: Infinity };
    for (let time = 0; time < MEASURED_TIMES; time += 1)
      for (const cipher of PAGE_CIPHERS)
        milliseconds[cipher] = Math.min(milliseconds[cipher], measured(cipher, path.join(folder, `${cipher}-${time}`)));
    return milliseconds.aegis < milliseconds.chacha20 ? 'aegis' : 'chacha20';
  } catch {
    // No room for a file of a moment: the one that is fast enough everywhere.
    return 'chacha20';
  } finally {
    if (folder !== undefined) removeQuietly(folder);
  }
}

/** On Windows an antivirus may hold the new files: they hold zeros under a key that is forgotten, and the system clears its folder. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Left there.
  }
}

/** Milliseconds to write and read zeros under a key of its own. */
function measure(cipher: PageCipher, file: string): number {
  const sqlite = new Sqlite(file);
  try {
    sqlite.pragma(`cipher = '${cipher}'`);
    sqlite.pragma(`key = "raw:${randomBytes(32).toString('hex')}"`);
    sqlite.pragma('journal_mode = OFF');
    sqlite.pragma('synchronous = OFF');
    sqlite.exec('create table zeros (bytes blob)');
    const start = performance.now();
    sqlite.prepare('insert into zeros values (zeroblob(?))').run(MEASURED_BYTES);
    sqlite.pragma('shrink_memory');
    sqlite.prepare('select bytes from zeros').get();
    return performance.now() - start;
  } finally {
    sqlite.close();
  }
}
