/** Which page cipher a file has: it keeps the one it was made with wherever it is carried. */
import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { choosePageCipher, PAGE_CIPHERS, type PageCipher } from './choose-page-cipher.ts';

/** How long a trial waits for another process that has the file alone, in milliseconds. */
const TRIAL_TIMEOUT_MS = 8000;

/**
 * The cipher of the file that a connection is to: tried with the key, on connections that serve for nothing else, for a wrong trial leaves a trace (how many bytes a copy sets aside). SQLite alone looks
 * into the file: whoever opens and closes it beside SQLite takes every lock of this process on it away (POSIX; sqlite.org/howtocorrupt.html, 2.2). For a file that is
 * new, the faster one; for one that neither opens, any: it is told as damaged by whoever reads it.
 *
 * Throws the errors of SQLite for a file that is locked or cannot be read.
 */
export function findPageCipher({ name, readonly }: Sqlite.Database, keyPragma: string): PageCipher {
  const isNew = (statSync(name, { throwIfNoEntry: false })?.size ?? 0) === 0;
  if (isNew) return choosePageCipher();
  return PAGE_CIPHERS.find((cipher) => opens(name, { readonly, cipher, keyPragma })) ?? PAGE_CIPHERS[0]!;
}

/** By the first page alone. */
function opens(
  file: string,
  { readonly, cipher, keyPragma }: { readonly: boolean; cipher: PageCipher; keyPragma: string },
): boolean {
  const sqlite = new Sqlite(file, { readonly, timeout: TRIAL_TIMEOUT_MS });
  try {
    sqlite.pragma(`cipher = '${cipher}'`);
    sqlite.pragma(keyPragma);
    sqlite.pragma('schema_version');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_NOTADB') return false;
    throw error;
  } finally {
    sqlite.close();
  }
}
