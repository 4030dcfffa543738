/** Copies of a register's file: made by SQLite itself, opened again, and looked through page by page. */
import Sqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { sqliteDialect } from './dialect.ts';
import { type DatabaseKey, giveKey, type OpenDatabase } from './open-database.ts';

/** How long a copy waits for who writes, in milliseconds. */
const BUSY_TIMEOUT_MS = 8000;

/**
 * Writes what is committed in `file` into the new file `target`, under the same key, as of one moment; nobody waits for it.
 * (SQLite's online backup refuses encrypted files; VACUUM INTO takes them.) The copy is in no write-ahead mode: one file, whole in itself.
 */
export function copyDatabase(file: string, target: string, key: DatabaseKey): void {
  const sqlite = openKeyed(file, { fileMustExist: true }, key);
  try {
    sqlite.prepare('vacuum into ?').run(target);
  } finally {
    sqlite.close();
  }
}

/** Opens a file for reading that nobody else writes: a copy, or a register that was set aside. */
export function openCopy(file: string, key: DatabaseKey): OpenDatabase {
  const sqlite = openKeyed(file, { readonly: true, fileMustExist: true }, key);
  try {
    sqlite.pragma('query_only = ON');
  } catch (error) {
    sqlite.close();
    throw error;
  }
  const kysely = new Kysely<Tables>({ dialect: sqliteDialect(sqlite) });
  return { kysely, sqlite, close: () => void (sqlite.open && sqlite.close()) };
}

/** What SQLite finds wrong with the pages and indexes; empty: nothing. `quick` leaves out comparing indexes with their tables. */
export function findDamage({ sqlite }: Pick<OpenDatabase, 'sqlite'>, depth: 'quick' | 'full'): string[] {
  const rows = sqlite.pragma(depth === 'quick' ? 'quick_check(20)' : 'integrity_check(20)') as Record<string, string>[];
  return rows.flatMap((row) => Object.values(row)).filter((line) => line !== 'ok');
}

/** Says in a copy which installation it is to be opened as. */
export function setReplica(file: string, key: DatabaseKey, replica: string): void {
  const sqlite = openKeyed(file, { fileMustExist: true }, key);
  try {
    sqlite.pragma('synchronous = FULL');
    sqlite.prepare('update installation set replica = ?').run(replica);
  } finally {
    sqlite.close();
  }
}

/** A connection with the key given first of all, as the page cipher asks for. */
function openKeyed(file: string, options: Sqlite.Options, key: DatabaseKey): Sqlite.Database {
  const sqlite = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS, ...options });
  try {
    giveKey(sqlite, key);
    sqlite.pragma('temp_store = memory');
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}
