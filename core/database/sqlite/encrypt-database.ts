/** A register from before encryption: written anew, encrypted, compared, and put in the place of the plain file, which is kept under another name. */
import { closeSync, copyFileSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Problem } from '../../../shared/problems.ts';
import { type DatabaseKey, giveKey } from './open-database.ts';

/** What the encrypted file is called until it is known to be whole. */
const UNFINISHED = '.encrypting';

/**
 * Encrypts `file`; the plain one is `keptAs` afterwards. Stopped at any moment, the file under its own name is whole: the plain one or the encrypted one.
 *
 * Raises registerBusy while another program has it open, registerDamaged { reason } when the copy differs; then nothing was changed.
 */
export function encryptDatabase(file: string, key: DatabaseKey, keptAs: string): void {
  const unfinished = file + UNFINISHED;
  rmSync(unfinished, { force: true });
  const plain = new Sqlite(file, { timeout: 2000 });
  try {
    leaveWal(plain);
    plain.prepare('vacuum into ?').run(unfinished);
    const before = describe(plain);
    encryptInPlace(unfinished, key);
    if (describeFile(unfinished, key) !== before) throw new Problem('registerDamaged', { reason: 'copyDiffers' });
    // Held until the names are changed: what another program wrote meanwhile would be missing in the copy.
    plain.exec('begin exclusive');
    if (describe(plain) !== before) throw new Problem('registerBusy');
    flush(unfinished);
    keep(file, keptAs);
    renameSync(unfinished, file);
  } finally {
    plain.close();
    rmSync(unfinished, { force: true });
  }
}

/** Another connection keeps the log from being folded in. */
function leaveWal(plain: Sqlite.Database): void {
  try {
    if (plain.pragma('journal_mode = delete', { simple: true }) !== 'delete') throw new Problem('registerBusy');
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))
      throw new Problem('registerBusy');
    throw error;
  }
}

function encryptInPlace(file: string, key: DatabaseKey): void {
  const copy = new Sqlite(file);
  try {
    copy.pragma('synchronous = FULL');
    copy.pragma("cipher = 'chacha20'");
    copy.pragma(`rekey = "raw:${key.toString('hex')}"`);
  } finally {
    copy.close();
  }
}

function describeFile(file: string, key: DatabaseKey): string {
  const copy = new Sqlite(file, { readonly: true });
  try {
    giveKey(copy, key);
    return describe(copy);
  } finally {
    copy.close();
  }
}

/** Soundness, version, and how many rows each table has. */
function describe(db: Sqlite.Database): string {
  const tables = db
    .prepare("select name from sqlite_schema where type = 'table' order by name")
    .pluck()
    .all() as string[];
  const counts = tables.map((name) => [name, db.prepare(`select count(*) from "${name}"`).pluck().get()]);
  return JSON.stringify([
    db.pragma('integrity_check', { simple: true }),
    db.pragma('user_version', { simple: true }),
    counts,
  ]);
}

/** The plain file under another name as well, so that its own name never stands for nothing. */
function keep(file: string, keptAs: string): void {
  rmSync(keptAs, { force: true });
  try {
    linkSync(file, keptAs);
  } catch {
    copyFileSync(file, keptAs);
    flush(keptAs);
  }
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
