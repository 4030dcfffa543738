/** What the merge asks of the journal before it writes. */
import type { ReadHandle, WriteHandle } from '../database/handles.ts';

/** Owner of a replica's changes; undefined while none is known. */
export async function findOwnerOfReplica(db: ReadHandle, replica: string): Promise<string | undefined> {
  const row = await db.selectFrom('changes').select('owner').where('replica', '=', replica).limit(1).executeTakeFirst();
  return row?.owner;
}

/** Hashes of the known changes among `count` numbers from `first`, by number. */
export async function listHashes(
  db: ReadHandle,
  replica: string,
  first: number,
  count: number,
): Promise<Map<number, Buffer>> {
  const rows = await db
    .selectFrom('changes')
    .select(['seq', 'hash'])
    .where('replica', '=', replica)
    .where('seq', '>=', first)
    .where('seq', '<', first + count)
    .execute();
  return new Map(rows.map((row) => [row.seq, row.hash]));
}

/** Records of which changes are known and whose ids lie in this range. */
export async function listRecordsBetween(db: ReadHandle, first: string, last: string): Promise<string[]> {
  const rows = await db
    .selectFrom('changes')
    .select('record')
    .distinct()
    .where('record', '>=', first)
    .where('record', '<=', last)
    .execute();
  return rows.map((row) => row.record);
}

/** What an owner is: as it was enrolled here, else as its own records say, which may not have come yet: an office writes the one record in `offices`. */
export async function findOwnerRole(db: ReadHandle, owner: string): Promise<'school' | 'office'> {
  const own = await db.selectFrom('installation').select('role').where('owner', '=', owner).executeTakeFirst();
  if (own) return own.role;
  const collector = await db.selectFrom('collectors').select('owner').where('owner', '=', owner).executeTakeFirst();
  if (collector) return 'office';
  const enrolled = await db.selectFrom('enrolments').select('role').where('member', '=', owner).executeTakeFirst();
  if (enrolled) return enrolled.role;
  const office = await db.selectFrom('offices').select('id').where('owner', '=', owner).limit(1).executeTakeFirst();
  return office ? 'office' : 'school';
}

/** A page of the changes that programs with more migrations than this wrote, in the order of their chains. */
export function listNewerChanges(db: ReadHandle, schema: number, after: { replica: string; seq: number }) {
  return db
    .selectFrom('changes')
    .leftJoin('refusedChanges', (join) =>
      join.onRef('refusedChanges.replica', '=', 'changes.replica').onRef('refusedChanges.seq', '=', 'changes.seq'),
    )
    .select(['changes.replica', 'changes.seq', 'owner', 'recordTable', 'changes.record', 'subject', 'fields', 'base'])
    .select(['schema', 'refusedChanges.reason as refusal'])
    .where('schema', '>', schema)
    .where((where) =>
      where.eb(where.refTuple('changes.replica', 'changes.seq'), '>', where.tuple(after.replica, after.seq)),
    )
    .orderBy('changes.replica')
    .orderBy('changes.seq')
    .limit(1000)
    .execute();
}

/** Pupils of these households; at most 1,000. */
export async function listPupilsOfHouseholds(db: ReadHandle, households: readonly string[]): Promise<string[]> {
  if (households.length === 0) return [];
  const rows = await db.selectFrom('students').select('id').where('household', 'in', households).execute();
  return rows.map(({ id }) => id);
}

/** Commitments of the changes `first` to `last` in these tables whose values are not here, by number. */
export async function listWithheld(
  db: ReadHandle,
  replica: string,
  first: number,
  last: number,
  tables: readonly string[],
): Promise<Map<number, Buffer>> {
  const rows = await db
    .selectFrom('commitments')
    .innerJoin('changes', (join) =>
      join.onRef('changes.replica', '=', 'commitments.replica').onRef('changes.seq', '=', 'commitments.seq'),
    )
    .select(['commitments.seq', 'commitment'])
    .where('commitments.replica', '=', replica)
    .where('commitments.seq', '>=', first)
    .where('commitments.seq', '<=', last)
    .where('recordTable', 'in', tables)
    .execute();
  return new Map(rows.map(({ seq, commitment }) => [seq, commitment]));
}

/** Puts values in the place of their commitment. */
export async function fillFields(
  db: WriteHandle,
  { replica, seq, fields }: { replica: string; seq: number; fields: string },
): Promise<void> {
  await db.updateTable('changes').set({ fields }).where('replica', '=', replica).where('seq', '=', seq).execute();
  await db.deleteFrom('commitments').where('replica', '=', replica).where('seq', '=', seq).execute();
}
