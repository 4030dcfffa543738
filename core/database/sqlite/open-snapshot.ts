/** A connection that sees the file as it is now, however long it looks and whatever others write meanwhile. */
import { type DatabaseKey, type OpenDatabase, openReader } from './open-database.ts';

/** Close it when done: while it is open, the write-ahead log cannot shrink. */
export function openSnapshot(file: string, key: DatabaseKey): OpenDatabase {
  const database = openReader(file, key);
  try {
    database.sqlite.exec('begin');
    // The snapshot is taken by the first read.
    database.sqlite.prepare('select id from installation').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
