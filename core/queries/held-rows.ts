/** Everything that stands in the synced tables under the secret of one pupil or household, whatever the table. */
import { getRecordTable, type RecordTableName, recordTableNames } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import { toTableKey } from '../database/tables.ts';
import type { AnyRow } from './records.ts';

/**
 * Rows by table, in the order in which tables are declared; a table of records of persons that is added later is found here without
 * being named. Voided rows are there as well: they are still held.
 */
export async function listHeldRows(
  db: ReadHandle,
  owner: string,
  subjects: readonly string[],
): Promise<{ table: RecordTableName; row: AnyRow }[]> {
  const held: { table: RecordTableName; row: AnyRow }[] = [];
  for (const table of recordTableNames) {
    const { subject } = getRecordTable(table);
    if (subject === null) continue;
    // One shape for all tables: each has an owner, an id and the field that holds whose record it is.
    const rows: AnyRow[] = await db
      .selectFrom(toTableKey(table) as 'students')
      .selectAll()
      .where('owner', '=', owner)
      .where((subject === 'self' ? 'id' : subject) as 'id', 'in', subjects)
      .orderBy('id')
      .execute();
    held.push(...rows.map((row) => ({ table, row })));
  }
  return held;
}
