/** The migrations, by number, listed by hand. A file from a newer program is refused. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { Problem } from '../../../shared/problems.ts';
import type { WriteHandle } from '../handles.ts';
import type { OpenDatabase } from '../sqlite/open-database.ts';
import * as firstTables from './001-first-tables.ts';
import * as sync from './002-sync.ts';
import * as importFiles from './003-import-files.ts';
import * as attachments from './004-attachments.ts';
import * as secretsOfForks from './005-secrets-of-forks.ts';
import * as erasure from './006-erasure.ts';
import * as privacy from './008-privacy.ts';

const MIGRATIONS: readonly { up(db: Kysely<never>): Promise<void> }[] = [
  firstTables,
  sync,
  importFiles,
  attachments,
  secretsOfForks,
  erasure,
  privacy,
];

/** The number that stands in every change: the newest migration this program knows. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings a file up to this program's schema, all steps in one transaction. `replay` is called in it with the schema
 * that the file had: records of newer programs that waited for these steps.
 *
 * Raises registerTooNew { found, known } when the file was written by a newer program.
 */
export async function migrate(
  { kysely, sqlite }: OpenDatabase,
  replay: (transaction: WriteHandle, from: number) => Promise<void>,
): Promise<void> {
  if (readVersion(sqlite) === SCHEMA_VERSION) return;
  await kysely.transaction().execute(async (transaction) => {
    // Read again inside the transaction: another process may have just done it.
    const found = readVersion(sqlite);
    if (found > SCHEMA_VERSION) throw new Problem('registerTooNew', { found, known: SCHEMA_VERSION });
    for (const migration of MIGRATIONS.slice(found)) await migration.up(transaction as unknown as Kysely<never>);
    if (found > 0) await replay(transaction, found);
    await sql.raw(`pragma user_version = ${SCHEMA_VERSION}`).execute(transaction);
  });
}

function readVersion(sqlite: OpenDatabase['sqlite']): number {
  return Number(sqlite.pragma('user_version', { simple: true }));
}
