/** Which page cipher a file has: it keeps the one it was made with wherever it is carried. */
import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { choosePageCipher, PAGE_CIPHERS, type PageCipher } from './choose-page-cipher.ts';

/**
 * The cipher of the file that a connection is to: tried with the key, on connections that serve for nothing else, for a wrong trial leaves a trace (how many bytes a copy sets aside). SQLite alone looks
 * into the file: whoever opens and closes it beside SQLite takes every lock of this process on it away (POSIX; sqlite.org/howtocorrupt.html, 2.2). For a file that is
 * new, the faster one; for one that neither opens, any: it is told as damaged by whoever reads it.
 *
 * Throws the errors of SQLite for a file that is locked or cannot be read.
 */
export function findPageCipher(sqlite: Sqlite.Database, keyPragma: string): PageCipher {
  const { name, readonly } = sqlite;
  const isNew = (statSync(name, { throwIfNoEntry: false })?.size ?? 0) === 0;
  if (isNew) return choosePageCipher();
  const timeout = Number(sqlite.pragma('busy_timeout', { simple: true }));
  const trial = { readonly, timeout };
  return PAGE_CIPHERS.find((cipher) => opens(new Sqlite(name, trial), cipher, keyPragma)) ?? PAGE_CIPHERS[0]!;
}

/** By the first page alone; the connection is closed. */
function opens(trial: Sqlite.Database, cipher: PageCipher, keyPragma: string): boolean {
  try {
    trial.pragma(`cipher = '${cipher}'`);
    trial.pragma(keyPragma);
    trial.pragma('schema_version');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_NOTADB') return false;
    throw error;
  } finally {
    trial.close();
  }
}
