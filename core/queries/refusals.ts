/** What an office does not count: its `refusals` records, and the changes that mend what was refused. */
import { changeId } from '../../shared/records/change-id.ts';
import { refusalReason, type RefusalReason } from '../../shared/records/office.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { fixedQuery, type Given } from '../database/sqlite/fixed-query.ts';
import type { RefusedChangeRow, SyncedRow } from '../database/tables.ts';
import { inSlices } from './in-slices.ts';
import { RowInserter } from './records.ts';

export type Refusal = SyncedRow<'refusals'> & {
  /** When the office wrote it. */
  at: string;
};

/** A record of some side with a change that is not counted in it. */
export interface RecordNotCounted {
  member: string;
  record: string;
  recordTable: string;
  reason: RefusalReason;
  at: string;
}

/** Refusals about sides below that stand, by this office or one above, oldest first. */
export async function listRefusalsBelow(db: ReadHandle, office: string): Promise<RecordNotCounted[]> {
  const rows = await db
    .selectFrom('refusals')
    .select(['refusals.member', 'refusals.record', 'refusals.recordTable', 'refusals.reason'])
    .select((select) =>
      select
        .selectFrom('changes')
        .select('changes.at')
        .whereRef('changes.record', '=', 'refusals.id')
        .limit(1)
        .as('at'),
    )
    .where('refusals.member', '!=', office)
    .where('refusals.voidedAt', 'is', null)
    .orderBy('refusals.id')
    .execute();
  return rows.map(({ at, ...row }) => ({ ...row, at: at ?? '' }));
}

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

/** This side's changes that speak of another pupil of the same id than the one here, and that none here has mended; oldest first. */
export async function listForkedChanges(
  db: ReadHandle,
  owner: string,
): Promise<{ record: string; recordTable: string; reason: RefusalReason; at: string }[]> {
  const rows = await db
    .selectFrom('refusedChanges')
    .innerJoin('changes', (join) =>
      join.onRef('changes.replica', '=', 'refusedChanges.replica').onRef('changes.seq', '=', 'refusedChanges.seq'),
    )
    .select(['changes.replica', 'changes.seq', 'changes.record', 'changes.recordTable', 'changes.at'])
    .where('refusedChanges.reason', '=', 'forked')
    .where('changes.owner', '=', owner)
    .orderBy('changes.replica')
    .orderBy('changes.seq')
    .execute();
  const open: { record: string; recordTable: string; reason: RefusalReason; at: string }[] = [];
  for (const { replica, seq, record, recordTable, at } of rows) {
    const versions = await db.selectFrom('changes').select('base').where('record', '=', record).execute();
    const id = changeId(replica, seq);
    if (!versions.some((version) => version.base.split(' ').includes(id)))
      open.push({ record, recordTable, reason: 'forked', at });
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

/** Refused changes of these members that this office has not said yet. */
export async function listUnsaidRefusals(db: ReadHandle, office: string, members: readonly string[]) {
  const refused = await db
    .selectFrom('refusedChanges')
    .innerJoin('changes', (join) =>
      join.onRef('changes.replica', '=', 'refusedChanges.replica').onRef('changes.seq', '=', 'refusedChanges.seq'),
    )
    .select(['refusedChanges.replica', 'refusedChanges.seq', 'refusedChanges.record', 'refusedChanges.reason'])
    .select(['changes.owner as member', 'changes.recordTable'])
    .where('changes.owner', 'in', members)
    .orderBy('refusedChanges.replica')
    .orderBy('refusedChanges.seq')
    .execute();
  if (refused.length === 0) return [];
  const rows = await db.selectFrom('refusals').select('change').where('owner', '=', office).execute();
  const said = new Set(rows.map((row) => row.change));
  return refused
    .filter(({ replica, seq }) => !said.has(changeId(replica, seq)))
    .map(({ reason, ...row }): typeof row & { reason: RefusalReason } => ({
      ...row,
      reason: refusalReason.catch('malformed').parse(reason),
    }));
}

const refusedBetween = fixedQuery((db, { value }: Given<{ replica: string; first: number; last: number }>) =>
  db
    .selectFrom('refusedChanges')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('replica', '=', value('replica'))
    .where('seq', '>=', value('first'))
    .where('seq', '<=', value('last')),
);

/** How many changes of a run are counted in no record. */
export async function countRefusedChanges(
  db: ReadHandle,
  run: { replica: string; first: number; last: number },
): Promise<number> {
  return (await refusedBetween(db, run))[0]?.count ?? 0;
}

/** Gives these changes exactly these refusals. */
export async function replaceRefusedChanges(
  db: WriteHandle,
  changes: readonly { replica: string; seq: number }[],
  refused: readonly RefusedChangeRow[],
): Promise<void> {
  for (const [replica, some] of Map.groupBy(changes, (change) => change.replica))
    await inSlices(some, async (slice) => {
      const seqs = slice.map(({ seq }) => seq);
      await db.deleteFrom('refusedChanges').where('replica', '=', replica).where('seq', 'in', seqs).execute();
    });
  await new RowInserter(db).insert('refusedChanges', ['replica', 'seq', 'record', 'reason'], refused);
}

/** Ids of this office's refusals that stand although a change that names the refused one has come. */
export async function listMendedRefusals(db: ReadHandle, office: string): Promise<string[]> {
  const standing = await db
    .selectFrom('refusals')
    .select(['id', 'change', 'record'])
    .where('owner', '=', office)
    .where('voidedAt', 'is', null)
    .execute();
  const mended: string[] = [];
  for (const { id, change, record } of standing) {
    const versions = await db.selectFrom('changes').select('base').where('record', '=', record).execute();
    if (versions.some((version) => version.base.split(' ').includes(change))) mended.push(id);
  }
  return mended;
}
