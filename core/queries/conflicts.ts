/** The derived table `conflicts`: groups of records with heads that say different things. */
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { fixedQuery, type Given } from '../database/sqlite/fixed-query.ts';
import type { ConflictRow } from '../database/tables.ts';
import { inSlices } from './in-slices.ts';
import { RowInserter } from './records.ts';

const conflictsTouched = fixedQuery((db, { value }: Given<{ replica: string; seq: number }>) =>
  db
    .selectFrom('conflicts')
    .selectAll()
    .where((where) =>
      where.exists(
        where
          .selectFrom('changes')
          .select('changes.seq')
          .whereRef('changes.record', '=', 'conflicts.record')
          .where('changes.replica', '=', value('replica'))
          .where('changes.seq', '>', value('seq')),
      ),
    ),
);

/** Conflicts of records that this replica changed after `seq`. */
export function listConflictsTouched(db: ReadHandle, replica: string, seq: number): Promise<ConflictRow[]> {
  return conflictsTouched(db, { replica, seq });
}

/** Gives these records of one owner exactly these conflicts. */
export async function replaceConflicts(
  db: WriteHandle,
  owner: string,
  records: readonly string[],
  conflicts: readonly ConflictRow[],
): Promise<void> {
  await inSlices(records, async (slice) => {
    await db.deleteFrom('conflicts').where('owner', '=', owner).where('record', 'in', slice).execute();
  });
  await new RowInserter(db).insert('conflicts', ['owner', 'recordTable', 'record', 'fieldGroup'], conflicts);
}

export async function countConflicts(db: ReadHandle): Promise<number> {
  const counted = db.selectFrom('conflicts').select((select) => select.fn.countAll<number>().as('count'));
  return (await counted.executeTakeFirstOrThrow()).count;
}

export function listConflictPage(
  db: ReadHandle,
  { offset, limit }: { offset: number; limit: number },
): Promise<ConflictRow[]> {
  const ordered = db.selectFrom('conflicts').selectAll().orderBy('owner').orderBy('record').orderBy('fieldGroup');
  return ordered.limit(limit).offset(offset).execute();
}

export function findConflict(db: ReadHandle, record: string, fieldGroup: string): Promise<ConflictRow | undefined> {
  const rows = db.selectFrom('conflicts').selectAll().where('record', '=', record);
  return rows.where('fieldGroup', '=', fieldGroup).executeTakeFirst();
}

/** What people call the installations whose certificates are known. */
export async function listReplicaNames(db: ReadHandle): Promise<Map<string, string>> {
  const rows = await db.selectFrom('knownReplicas').select(['replica', 'name']).execute();
  return new Map(rows.map(({ replica, name }) => [replica, name]));
}
