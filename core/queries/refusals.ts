/** What an office does not count: its `refusals` records, and the changes that mend what was refused. */
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';
import { inSlices } from './in-slices.ts';

export type Refusal = SyncedRow<'refusals'> & {
  /** When the office wrote it. */
  at: string;
};

/** Refusals of this side's changes that stand and that no change here has mended yet, oldest first. */
export async function listOpenRefusals(db: ReadHandle, member: string): Promise<Refusal[]> {
  const rows = await db
    .selectFrom('refusals')
    .selectAll()
    .where('member', '=', member)
    .where('owner', '!=', member)
    .where('voidedAt', 'is', null)
    .orderBy('id')
    .execute();
  const open: Refusal[] = [];
  for (const row of rows) {
    const versions = await db.selectFrom('changes').select('base').where('record', '=', row.record).execute();
    if (versions.some((version) => version.base.split(' ').includes(row.change))) continue;
    const written = await db.selectFrom('changes').select('at').where('record', '=', row.id).executeTakeFirst();
    open.push({ ...row, at: written?.at ?? '' });
  }
  return open;
}

/** Those of these records that carry a refusal. */
export async function listRefusedStates(
  db: ReadHandle,
  member: string,
  records: readonly string[],
): Promise<Set<string>> {
  const wanted = new Set(records);
  return new Set(
    (await listOpenRefusals(db, member)).map((refusal) => refusal.record).filter((record) => wanted.has(record)),
  );
}

/** The changes of one side in these records. */
export async function listChangesOfSide(
  db: ReadHandle,
  owner: string,
  records: readonly string[],
): Promise<{ record: string; replica: string; seq: number }[]> {
  const found: { record: string; replica: string; seq: number }[] = [];
  await inSlices(records, async (ids) => {
    const rows = await db
      .selectFrom('changes')
      .select(['record', 'replica', 'seq'])
      .where('record', 'in', ids)
      .where('owner', '=', owner)
      .execute();
    found.push(...rows);
  });
  return found;
}

/** Refusals that this office wrote about a member and that stand. */
export function listRefusalsOfMember(db: ReadHandle, office: string, member: string): Promise<SyncedRow<'refusals'>[]> {
  return db
    .selectFrom('refusals')
    .selectAll()
    .where('owner', '=', office)
    .where('member', '=', member)
    .where('voidedAt', 'is', null)
    .execute();
}
