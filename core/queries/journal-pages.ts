/** The journal and the synced tables a page at a time: for whoever walks through all of them in bounded memory. */
import { sql } from 'kysely';
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import { type ChainHeadRow, type ChangeRow, toTableKey } from '../database/tables.ts';
import type { AnyRow } from './records.ts';

export type ChangeOnPage = ChangeRow & {
  /** In place of values that are withheld or erased. */
  commitment: Buffer | null;
  /** Why no reader counts the change; null: it counts. */
  refusal: string | null;
};

/** The changes after this one, in the order of their chains. */
export function listChangePage(
  db: ReadHandle,
  after: { replica: string; seq: number },
  limit: number,
): Promise<ChangeOnPage[]> {
  return db
    .selectFrom('changes')
    .leftJoin('commitments', (join) =>
      join.onRef('commitments.replica', '=', 'changes.replica').onRef('commitments.seq', '=', 'changes.seq'),
    )
    .leftJoin('refusedChanges', (join) =>
      join.onRef('refusedChanges.replica', '=', 'changes.replica').onRef('refusedChanges.seq', '=', 'changes.seq'),
    )
    .selectAll('changes')
    .select(['commitments.commitment', 'refusedChanges.reason as refusal'])
    .where((where) =>
      where.eb(where.refTuple('changes.replica', 'changes.seq'), '>', where.tuple(after.replica, after.seq)),
    )
    .orderBy('changes.replica')
    .orderBy('changes.seq')
    .limit(limit)
    .execute();
}

/** The rows of a synced table after this key, in the order of their keys. */
export function listRowPage(
  db: ReadHandle,
  table: RecordTableName,
  after: { owner: string; id: string },
  limit: number,
): Promise<AnyRow[]> {
  // One shape for all tables: the key columns are the same in each.
  return db
    .selectFrom(toTableKey(table) as 'students')
    .selectAll()
    .where((where) => where.eb(where.refTuple('owner', 'id'), '>', where.tuple(after.owner, after.id)))
    .orderBy('owner')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export type RecordVersion = Pick<
  ChangeRow,
  | 'replica'
  | 'seq'
  | 'counter'
  | 'owner'
  | 'recordTable'
  | 'record'
  | 'subject'
  | 'fields'
  | 'base'
  | 'actor'
  | 'at'
  | 'schema'
>;

/** All changes of these records; `refusal`: why no reader counts it. */
export function listVersions(
  db: ReadHandle,
  records: readonly string[],
): Promise<(RecordVersion & { refusal: string | null })[]> {
  return db
    .selectFrom('changes')
    .leftJoin('refusedChanges', (join) =>
      join.onRef('refusedChanges.replica', '=', 'changes.replica').onRef('refusedChanges.seq', '=', 'changes.seq'),
    )
    .select(['changes.replica', 'changes.seq', 'counter', 'owner', 'recordTable', 'changes.record', 'subject'])
    .select(['fields', 'base', 'actor', 'at', 'schema', 'refusedChanges.reason as refusal'])
    .where('changes.record', 'in', records)
    .execute();
}

/** Creations that count, of programs up to this schema, that have no row in their table; at most `limit`. */
export async function listMissingRows(
  db: ReadHandle,
  table: RecordTableName,
  schema: number,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('changes')
    .select('record')
    .where('recordTable', '=', table)
    .where('base', '=', '')
    .where('fields', '!=', '')
    .where('schema', '<=', schema)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('refusedChanges')
            .select('refusedChanges.seq')
            .whereRef('refusedChanges.replica', '=', 'changes.replica')
            .whereRef('refusedChanges.seq', '=', 'changes.seq'),
        ),
      ),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom(toTableKey(table) as 'students')
            .select('id')
            .where('owner', '=', sql.ref<string>('changes.owner'))
            .where('id', '=', sql.ref<string>('changes.record')),
        ),
      ),
    )
    .limit(limit)
    .execute();
  return rows.map((row) => row.record);
}

export function listChainHeads(db: ReadHandle): Promise<ChainHeadRow[]> {
  return db.selectFrom('chainHeads').selectAll().orderBy('replica').execute();
}

/** True when the journal knows this record. */
export async function hasChanges(db: ReadHandle, record: string): Promise<boolean> {
  const row = await db.selectFrom('changes').select('seq').where('record', '=', record).limit(1).executeTakeFirst();
  return row !== undefined;
}
