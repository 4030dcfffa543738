/**
 * Records that name other records, found through the index of the naming field. The owner is left out on purpose:
 * with it SQLite prefers the primary key and reads every row of that owner; ids are unique without it.
 */
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import { toTableKey } from '../database/tables.ts';
import type { AnyRow, RecordValue } from './records.ts';

const IDS_PER_QUERY = 500;

/** Rows of `table` whose `field` is one of these values, in any order. The field must have an index. */
export async function listByField(
  db: ReadHandle,
  table: RecordTableName,
  field: string,
  values: readonly RecordValue[],
): Promise<AnyRow[]> {
  const found: AnyRow[] = [];
  for (let start = 0; start < values.length; start += IDS_PER_QUERY) {
    const rows: AnyRow[] = await db
      .selectFrom(toTableKey(table) as 'students')
      .selectAll()
      .where(field as 'household', 'in', values.slice(start, start + IDS_PER_QUERY) as string[])
      .execute();
    for (const row of rows) found.push(row);
  }
  return found;
}
