/** The names of imported files: local, for a file may be named after a pupil. Frozen. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  'create table import_files (command text primary key, file_name text not null) strict, without rowid',
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
