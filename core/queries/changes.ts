/** The journal's rows: chain heads, secrets, the versions of a record. */
import { getFieldGroup, getRecordTable, type RecordTableName } from '../../shared/records/record-tables.ts';
import { parseChangeId } from '../../shared/records/change-id.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { ChainHeadRow, ChangeRow, InstallationRow } from '../database/tables.ts';

const CHANGES_PER_QUERY = 1000;

/** This installation; undefined before first start. */
export function findInstallation(db: ReadHandle): Promise<InstallationRow | undefined> {
  return db.selectFrom('installation').selectAll().executeTakeFirst();
}

export function findChainHead(db: ReadHandle, replica: string): Promise<ChainHeadRow | undefined> {
  return db.selectFrom('chainHeads').selectAll().where('replica', '=', replica).executeTakeFirst();
}

/** The highest counter that this register has seen from any replica; 0 in an empty one. */
export async function getHighestCounter(db: ReadHandle): Promise<number> {
  const row = await db
    .selectFrom('chainHeads')
    .select((select) => select.fn.max('counter').as('counter'))
    .executeTakeFirstOrThrow();
  return row.counter ?? 0;
}

export async function saveChainHead(db: WriteHandle, head: ChainHeadRow): Promise<void> {
  await db
    .insertInto('chainHeads')
    .values(head)
    .onConflict((conflict) =>
      conflict.column('replica').doUpdateSet({ seq: head.seq, counter: head.counter, hash: head.hash }),
    )
    .execute();
}

/** Secrets of the given subjects, by subject. */
export async function findSecrets(
  db: ReadHandle,
  owner: string,
  subjects: readonly string[],
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (let start = 0; start < subjects.length; start += 500) {
    const rows = await db
      .selectFrom('secrets')
      .select(['subject', 'secret'])
      .where('owner', '=', owner)
      .where('subject', 'in', subjects.slice(start, start + 500))
      .execute();
    for (const row of rows) found.set(row.subject, row.secret);
  }
  return found;
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

/** The versions of many records, by record, each oldest first. */
export async function listChangesOfRecords(
  db: ReadHandle,
  records: readonly string[],
): Promise<Map<string, RecordVersion[]>> {
  const found = new Map<string, RecordVersion[]>();
  for (let start = 0; start < records.length; start += 500) {
    const rows = await db
      .selectFrom('changes')
      .select(['replica', 'seq', 'record', 'subject', 'fields', 'base', 'command'])
      .where('record', 'in', records.slice(start, start + 500))
      .orderBy('counter')
      .orderBy('replica')
      .execute();
    for (const row of rows) {
      const versions = found.get(row.record);
      if (versions) versions.push(row);
      else found.set(row.record, [row]);
    }
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
        : Object.keys(JSON.parse(change.fields) as object);
    const groups = new Set(fields.map((field) => getFieldGroup(table, field)));
    for (const group of groups) {
      heads.set(group, [...(heads.get(group) ?? []).filter((head) => !replaced.has(head)), idOf(change)]);
    }
  }
  return heads;
}
