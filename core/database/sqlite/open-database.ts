/** Opens the register's file: one writer, readers on their own connections (WAL). */
import Sqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { sqliteDialect } from './dialect.ts';
import { findPageCipher } from './page-cipher.ts';

/** How long a writer waits for another process (the command line beside the window), in milliseconds. */
const BUSY_TIMEOUT_MS = 8000;

/**
 * 16 MB of pages. A page is decrypted and encrypted again on its way from the log into the file; most are written again and again by the commands
 * of an hour, and the fewer journeys they make the less a command costs.
 */
const CHECKPOINT_AFTER_PAGES = 4000;

/** 32 bytes. */
export type DatabaseKey = Buffer;

export interface OpenDatabase {
  readonly kysely: Kysely<Tables>;
  readonly sqlite: Sqlite.Database;
  close(): void;
}

/** The connection that writes. Receipts are answered only when they are on the disk: `synchronous = FULL`. */
export function openWriter(file: string, key: DatabaseKey): OpenDatabase {
  try {
    return openToWrite(file, key);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_NOTADB')) throw error;
    // Another process may have made the file at the same moment, with the cipher that was faster there. A damaged one fails again.
    return openToWrite(file, key);
  }
}

function openToWrite(file: string, key: DatabaseKey): OpenDatabase {
  const sqlite = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    giveKey(sqlite, key);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_AFTER_PAGES}`);
    sqlite.pragma('foreign_keys = OFF');
    sqlite.pragma('cache_size = -32000');
    sqlite.pragma('temp_store = memory');
    sqlite.pragma('trusted_schema = OFF');
    // What is deleted is overwritten, not only forgotten: an erasure leaves nothing in pages that were given up.
    sqlite.pragma('secure_delete = ON');
  } catch (error) {
    sqlite.close();
    throw error;
  }
  return wrap(sqlite);
}

/** A connection that cannot write. */
export function openReader(file: string, key: DatabaseKey): OpenDatabase {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    giveKey(sqlite, key);
    sqlite.pragma('cache_size = -32000');
    sqlite.pragma('temp_store = memory');
    sqlite.pragma('query_only = ON');
  } catch (error) {
    sqlite.close();
    throw error;
  }
  return wrap(sqlite);
}

/**
 * Before anything else is said on a connection: the pages are encrypted (SQLite3 Multiple Ciphers), with the cipher that the file has, or the faster one for a file
 * that is new. The key is raw: it is random, so that no stretching is needed.
 *
 * Throws the errors of SQLite for a file that is locked or cannot be read.
 */
export function giveKey(sqlite: Sqlite.Database, key: DatabaseKey): void {
  if (key.length !== 32) throw new Error('a database key has 32 bytes');
  const pragma = `key = "raw:${key.toString('hex')}"`;
  sqlite.pragma(`cipher = '${findPageCipher(sqlite, pragma)}'`);
  sqlite.pragma(pragma);
}

function wrap(sqlite: Sqlite.Database): OpenDatabase {
  const kysely = new Kysely<Tables>({ dialect: sqliteDialect(sqlite) });
  return { kysely, sqlite, close: () => void (sqlite.open && sqlite.close()) };
}
