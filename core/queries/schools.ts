/** The schools of a register: one at school, many at an office; and which owners a question is about. */
import { sql } from 'kysely';
import type { School } from '../../shared/contract/schools.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { InstallationRow } from '../database/tables.ts';

/**
 * Whose rows are meant: null for all that the register holds. A school's register answers from its own alone, so that
 * its plans begin with the owner, as its keys do.
 */
export function ownerAsked(installation: InstallationRow, owner: string | null): string | null {
  return owner ?? (installation.role === 'school' ? installation.owner : null);
}

/** Schools whose record has come; one that wrote two is told by its first. */
export async function listSchools(db: ReadHandle): Promise<School[]> {
  const rows = await db
    .selectFrom('schools')
    .select(['owner', 'code', 'name'])
    .orderBy('owner')
    .orderBy('id')
    .execute();
  return rows.filter((row, index) => row.owner !== rows[index - 1]?.owner);
}

/** For a `select`: name of the school whose id stands in `column`; null while its record has not come. */
export function schoolName(db: ReadHandle, column: string) {
  return db
    .selectFrom('schools')
    .select('schools.name')
    .where('schools.owner', '=', sql.ref<string>(column))
    .orderBy('schools.id')
    .limit(1)
    .as('schoolName');
}
