/** Whose a record is, told by the change that created it: its id is the record's. */
import { parseChangeId } from '../../shared/records/change-id.ts';
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';

/** Undefined for an unknown id, and for one of another table. */
export async function findRecordOwner(db: ReadHandle, table: RecordTableName, id: string): Promise<string | undefined> {
  const creation = parseChangeId(id);
  if (!creation) return undefined;
  const row = await db
    .selectFrom('changes')
    .select(['owner', 'recordTable'])
    .where('replica', '=', creation.replica)
    .where('seq', '=', creation.seq)
    .executeTakeFirst();
  return row?.recordTable === table ? row.owner : undefined;
}
