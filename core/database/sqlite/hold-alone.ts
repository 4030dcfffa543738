/** Makes sure that no other program has a register open, and keeps it so for a moment. */
import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Problem } from '../../../shared/problems.ts';
import { type DatabaseKey, giveKey } from './open-database.ts';

/** A command of the command line that is just ending is waited for, in milliseconds. */
const WAIT_MS = 3000;

/**
 * Takes the file for itself: every connection in write-ahead mode, idle or not, stands in the way of leaving that mode. Also brings
 * what lies in the write-ahead log into the file. Returns what lets go. A file that is missing or damaged is nobody's.
 *
 * Raises registerInUse.
 */
export function holdAlone(file: string, key: DatabaseKey | undefined): () => void {
  if (!key || !existsSync(file)) return () => undefined;
  const sqlite = new Sqlite(file, { timeout: WAIT_MS });
  const release = (): void => void (sqlite.open && sqlite.close());
  try {
    giveKey(sqlite, key);
    sqlite.pragma('locking_mode = EXCLUSIVE');
    sqlite.pragma('journal_mode = DELETE');
    sqlite.exec('begin exclusive; commit');
    return release;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
      release();
      throw new Problem('registerInUse');
    }
    release();
    if (/^SQLITE_(CORRUPT|NOTADB|IOERR|READONLY|CANTOPEN|FULL)/.test(code)) return () => undefined;
    throw error;
  }
}
