/**
 * A register's file written anew under another key: one from before encryption, or one whose key is changed. The copy is compared and then put in the place of the
 * file by one rename.
 */
import { closeSync, copyFileSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Problem } from '../../../shared/problems.ts';
import { choosePageCipher } from './choose-page-cipher.ts';
import { type DatabaseKey, giveKey } from './open-database.ts';

/** What the encrypted file is called until it is known to be whole. */
const UNFINISHED = '.encrypting';

/**
 * Encrypts `file`; the plain one is `keptAs` afterwards. Stopped at any moment, the file under its own name is whole: the plain one or the encrypted one.
 *
 * Raises registerBusy while another program has it open, registerDamaged { reason } when the copy differs; then nothing was changed.
 */
export function encryptDatabase(file: string, key: DatabaseKey, keptAs: string): void {
  rewrite(file, { from: undefined, to: key, keptAs });
}

/**
 * Writes `file` anew under another key; nothing of the former one is kept. Stopped at any moment, the file is whole under one of the two keys. Does nothing to a
 * file that has the new key already.
 *
 * Raises registerBusy while another program has it open, registerDamaged { reason } when the copy differs; then nothing was changed.
 */
export function rekeyDatabase(file: string, { from, to }: { from: DatabaseKey; to: DatabaseKey }): void {
  if (!hasKey(file, to)) rewrite(file, { from, to });
}

/** Raises registerBusy while another program has the file open. */
export function checkAlone(file: string, key: DatabaseKey): void {
  const database = new Sqlite(file, { timeout: 2000 });
  try {
    giveKey(database, key);
    leaveWal(database);
  } finally {
    database.close();
  }
}

interface Rewriting {
  /** Undefined: the file is plain. */
  from: DatabaseKey | undefined;
  to: DatabaseKey;
  keptAs?: string;
}

function rewrite(file: string, { from, to, keptAs }: Rewriting): void {
  const unfinished = file + UNFINISHED;
  rmSync(unfinished, { force: true });
  const former = new Sqlite(file, { timeout: 2000 });
  try {
    if (from) giveKey(former, from);
    leaveWal(former);
    former.prepare('vacuum into ?').run(unfinished);
    const before = describe(former);
    changeKey(unfinished, { from, to });
    if (describeFile(unfinished, to) !== before) throw new Problem('registerDamaged', { reason: 'copyDiffers' });
    // Held until the names are changed: what another program wrote meanwhile would be missing in the copy.
    former.exec('begin exclusive');
    if (describe(former) !== before) throw new Problem('registerBusy');
    flush(unfinished);
    if (keptAs !== undefined) keep(file, keptAs);
    renameSync(unfinished, file);
  } finally {
    former.close();
    rmSync(unfinished, { force: true });
  }
}

function hasKey(file: string, key: DatabaseKey): boolean {
  const database = new Sqlite(file, { readonly: true });
  try {
    giveKey(database, key);
    return database.prepare('select count(*) from sqlite_schema').pluck().get() !== undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_NOTADB') return false;
    throw error;
  } finally {
    database.close();
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

function changeKey(file: string, { from, to }: Rewriting): void {
  const copy = new Sqlite(file);
  try {
    if (from) giveKey(copy, from);
    copy.pragma('synchronous = FULL');
    if (!from) copy.pragma(`cipher = '${choosePageCipher()}'`);
    copy.pragma(`rekey = "raw:${to.toString('hex')}"`);
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
