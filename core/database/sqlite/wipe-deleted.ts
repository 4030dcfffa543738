/**
 * Takes out of the file what was deleted and still lies in it: words in the search index, pages that were given up, the log. `secure_delete`
 * (open-database.ts) overwrites what this program deletes; older programs only forgot it.
 */
import type Sqlite from 'better-sqlite3';

/** Above it the file is not written anew (some ten seconds for a gigabyte, in which nothing else is answered): `secure_delete` has to be enough. */
const LARGEST_BYTES = 512 * 1024 * 1024;

/** Outside of any transaction. False when another program reads the log at this moment: to be done again later. */
export function wipeDeleted(sqlite: Sqlite.Database): boolean {
  sqlite.exec(`insert into name_words (name_words) values ('optimize')`);
  const pages = Number(sqlite.pragma('page_count', { simple: true }));
  const pageBytes = Number(sqlite.pragma('page_size', { simple: true }));
  if (pages * pageBytes <= LARGEST_BYTES) sqlite.exec('vacuum');
  // One row: whether it was hindered, pages in the log, pages written back.
  return Number(sqlite.pragma('wal_checkpoint(TRUNCATE)', { simple: true })) === 0;
}
