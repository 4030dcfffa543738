/**
 * What the pages of a register's file are encrypted with. Both ciphers authenticate every page under a nonce of its own; AEGIS-256 takes a fifth of the time where the
 * processor has AES instructions and more where it has none, so that a new file gets the one that is faster on this PC and keeps it wherever it is carried.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';

/** By their names in SQLite3 Multiple Ciphers. */
export type PageCipher = 'aegis' | 'chacha20';

/**
 * Bytes that a page sets aside for nonce and tag. The file says so itself at byte 20 (SQLite file format, 1.3.4), which stays readable: it tells the ciphers apart
 * before any key is given.
 */
const RESERVED_BYTES: Record<PageCipher, number> = { aegis: 32 + 32, chacha20: 16 + 16 };
const RESERVED_AT = 20;

/** A measured file: 128 kB. */
const MEASURED_BYTES = 2 ** 17;
const MEASURED_TIMES = 2;

/** The cipher of an encrypted file; undefined for one that is missing, empty or damaged at its very head. */
export function findPageCipher(file: string): PageCipher | undefined {
  const reserved = Buffer.alloc(1);
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return undefined;
  }
  try {
    readSync(descriptor, reserved, 0, 1, RESERVED_AT);
  } finally {
    closeSync(descriptor);
  }
  return (['aegis', 'chacha20'] as const).find((cipher) => RESERVED_BYTES[cipher] === reserved[0]);
}

let faster: PageCipher | undefined;

/** The cipher for a new file on this PC: measured once in a program's life, with the library that will do the work (some milliseconds). */
export function choosePageCipher(): PageCipher {
  faster ??= measureFaster();
  return faster;
}

function measureFaster(): PageCipher {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(path.join(os.tmpdir(), 'so-may-cipher-'));
    const seconds = { aegis: Infinity, chacha20: Infinity };
    for (let time = 0; time < MEASURED_TIMES; time += 1)
      for (const cipher of ['chacha20', 'aegis'] as const)
        seconds[cipher] = Math.min(seconds[cipher], measure(cipher, path.join(folder, `${cipher}-${time}`)));
    return seconds.aegis < seconds.chacha20 ? 'aegis' : 'chacha20';
  } catch {
    // No room for a file of a moment: the one that is fast enough everywhere.
    return 'chacha20';
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
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
