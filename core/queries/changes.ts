/** The journal's rows: chain heads, the versions of a record. */
import { getFieldGroup, getRecordTable, type RecordTableName } from '../../shared/records/record-tables.ts';
import { parseChangeId } from '../../shared/records/change-id.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { fixedQuery, type Given } from '../database/sqlite/fixed-query.ts';
import type { ChainHeadRow, ChangeRow, InstallationRow } from '../database/tables.ts';

const CHANGES_PER_QUERY = 1000;

const installation = fixedQuery((db) => db.selectFrom('installation').selectAll());

/** This installation; undefined before first start. */
export async function findInstallation(db: ReadHandle): Promise<InstallationRow | undefined> {
  return (await installation(db, {}))[0];
}

const chainHead = fixedQuery((db, { value }: Given<{ replica: string }>) =>
  db.selectFrom('chainHeads').selectAll().where('replica', '=', value('replica')),
);

export async function findChainHead(db: ReadHandle, replica: string): Promise<ChainHeadRow | undefined> {
  return (await chainHead(db, { replica }))[0];
}

const highestCounter = fixedQuery((db) =>
  db.selectFrom('chainHeads').select((select) => select.fn.max<number | null>('counter').as('counter')),
);

/** The highest counter that this register has seen from any replica; 0 in an empty one. */
export async function getHighestCounter(db: ReadHandle): Promise<number> {
  return (await highestCounter(db, {}))[0]?.counter ?? 0;
}

const chainHeadSaving = fixedQuery((db: WriteHandle, { value }: Given<ChainHeadRow>) =>
  db
    .insertInto('chainHeads')
    .values({ replica: value('replica'), seq: value('seq'), counter: value('counter'), hash: value('hash') })
    .onConflict((conflict) =>
      conflict.column('replica').doUpdateSet({ seq: value('seq'), counter: value('counter'), hash: value('hash') }),
    ),
);

export async function saveChainHead(db: WriteHandle, head: ChainHeadRow): Promise<void> {
  await chainHeadSaving(db, head);
}

/** A record's changes, oldest first. */
export function listChangesOfRecord(db: ReadHandle, record: string): Promise<ChangeRow[]> {
  return db
    .selectFrom('changes')
    .selectAll()
    .where('record', '=', record)
    .orderBy('counter')
    .orderBy('replica')
    .execute();
}

/** What a version of a record is known by, without its hashes. */
export type RecordVersion = Pick<ChangeRow, 'replica' | 'seq' | 'record' | 'subject' | 'fields' | 'base' | 'command'>;

const versionsOf = fixedQuery((db, { value, list }: Given<{ table: string; records: readonly string[] }>) =>
  db
    .selectFrom('changes')
    .select(['replica', 'seq', 'record', 'subject', 'fields', 'base', 'command'])
    .where('record', 'in', list('records'))
    // After a fork one id may stand for records of two tables.
    .where('recordTable', '=', value('table'))
    .orderBy('counter')
    .orderBy('replica'),
);

/** The versions of many records of one table, by record, each oldest first. */
export async function listChangesOfRecords(
  db: ReadHandle,
  table: RecordTableName,
  records: readonly string[],
): Promise<Map<string, RecordVersion[]>> {
  const found = new Map<string, RecordVersion[]>();
  for (const row of await versionsOf(db, { table, records })) {
    const versions = found.get(row.record);
    if (versions) versions.push(row);
    else found.set(row.record, [row]);
  }
  return found;
}

/**
 * The changes of one command, in the order in which they were written. A command is one transaction of one replica and
 * its id is that of its first change, so its changes lie side by side: no index is needed.
 */
export async function listChangesOfCommand(db: ReadHandle, command: string): Promise<ChangeRow[]> {
  const start = parseChangeId(command);
  if (!start) return [];
  const found: ChangeRow[] = [];
  for (let from: number | undefined = start.seq; from !== undefined;) {
    const rows = await db
      .selectFrom('changes')
      .selectAll()
      .where('replica', '=', start.replica)
      .where('seq', '>=', from)
      .orderBy('seq')
      .limit(CHANGES_PER_QUERY)
      .execute();
    const own = rows.filter((row) => row.command === command);
    found.push(...own);
    from = own.length === CHANGES_PER_QUERY ? from + CHANGES_PER_QUERY : undefined;
  }
  return found;
}

/** The heads of every group of a record: the versions that no other names as base (docs/journal.md). */
export function headsByGroup<Change extends Pick<ChangeRow, 'fields' | 'base'>>(
  table: RecordTableName,
  changes: readonly Change[],
  idOf: (change: Change) => string,
): Map<string, string[]> {
  const heads = new Map<string, string[]>();
  for (const change of changes) {
    const replaced = new Set(change.base === '' ? [] : change.base.split(' '));
    // A creation is a version of every field, also of those it left null.
    const fields =
      change.base === ''
        ? Object.keys(getRecordTable(table).fields.shape)
        : // Empty: withheld or erased.
          Object.keys(JSON.parse(change.fields || '{}') as object);
    const groups = new Set(fields.map((field) => getFieldGroup(table, field)));
    for (const group of groups) {
      heads.set(group, [...(heads.get(group) ?? []).filter((head) => !replaced.has(head)), idOf(change)]);
    }
  }
  return heads;
}
