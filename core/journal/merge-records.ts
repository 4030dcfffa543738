/** Records written anew from their versions: rows, conflicts, refusals. For all that is more than a plain creation. */
import { changeId } from '../../shared/records/change-id.ts';
import { getRecordTable, isKnownTable, type RecordTableName } from '../../shared/records/record-tables.ts';
import { checkChange, type FieldValues } from '../../shared/rules/check-change.ts';
import type { WriteHandle } from '../database/handles.ts';
import { SCHEMA_VERSION } from '../database/migrations/migrations.ts';
import { type ConflictRow, toTableKey } from '../database/tables.ts';
import { replaceConflicts } from '../queries/conflicts.ts';
import { inSlices } from '../queries/in-slices.ts';
import { listVersions, type RecordVersion } from '../queries/journal-pages.ts';
import { listPupilsOfHouseholds } from '../queries/merge.ts';
import { type AnyRow, columnsOf, deleteRows, findRows, RowInserter } from '../queries/records.ts';
import { listConflicts } from './merge-graph.ts';
import { rebuildFields } from './rebuild-record.ts';

export type OwnerRole = 'school' | 'office';

/** Records by table. */
export type Touched = Map<RecordTableName, Set<string>>;

/** A version with what it says; `values` is null when it counts in no record. */
export type ReadVersion = RecordVersion & { id: string; values: FieldValues | null };

export function touch(touched: Touched, table: RecordTableName, id: string): void {
  const ids = touched.get(table);
  if (ids) ids.add(id);
  else touched.set(table, new Set([id]));
}

/** The versions of these records as the rules read them. */
export async function readVersions(
  db: Parameters<typeof listVersions>[0],
  { owner, ownerRole }: { owner: string; ownerRole: OwnerRole },
  table: RecordTableName,
  records: readonly string[],
): Promise<Map<string, ReadVersion[]>> {
  const versions = (await listVersions(db, records)).filter(
    (version) => version.owner === owner && version.recordTable === table,
  );
  const read = versions.map((version) => {
    const verdict = checkChange(version, ownerRole, version.schema > SCHEMA_VERSION);
    return {
      ...version,
      id: changeId(version.replica, version.seq),
      // Of a fork's other pupil: that cannot be told from the change alone, so the merge wrote it down.
      values: verdict.counts && version.refusal !== 'forked' ? verdict.fields : null,
    };
  });
  return Map.groupBy(read, (version) => version.record);
}

/**
 * Gives each of these records the row and the conflicts that its versions say; a record whose creation has not come
 * gets none. Records whose derived rows may now differ are added to `stale`. Answers how many rows differ now and how many groups are in conflict.
 */
export async function rebuildRecords(
  db: WriteHandle,
  side: { owner: string; ownerRole: OwnerRole },
  records: Touched,
  stale: Touched,
): Promise<{ records: number; conflicts: number }> {
  const inserter = new RowInserter(db);
  const done = { records: 0, conflicts: 0 };
  for (const [table, all] of records) {
    if (!isKnownTable(table)) continue;
    const names = Object.keys(getRecordTable(table).fields.shape);
    await inSlices([...all], async (ids) => {
      const histories = await readVersions(db, side, table, ids);
      const before = await findRows(db, table, side.owner, ids);
      const rows: AnyRow[] = [];
      const gone: string[] = [];
      /** Households that a status has left. */
      const left = new Set<string>();
      const conflicts: ConflictRow[] = [];
      for (const id of ids) {
        const history = histories.get(id) ?? [];
        const known = before.get(id);
        const row = rowOf(side.owner, id, names, history);
        if (!row) {
          if (!known) continue;
          gone.push(id);
          touchGone(stale, table, known);
          if (table === 'poverty_statuses') left.add(String(known['household']));
          continue;
        }
        for (const group of listConflicts(table, history).keys())
          conflicts.push({ owner: side.owner, recordTable: table, record: id, fieldGroup: group });
        if (known && names.every((name) => known[name] === row[name])) continue;
        rows.push(row);
        for (const version of [known, row]) if (version) touchDerived(stale, table, version);
        if (table === 'poverty_statuses' && known && known['household'] !== row['household'])
          left.add(String(known['household']));
      }
      const replaced = rows.filter((row) => before.has(row.id)).map((row) => row.id);
      await deleteRows(db, table, side.owner, [...replaced, ...gone]);
      await inserter.insert(toTableKey(table), columnsOf(table), rows);
      await replaceConflicts(db, side.owner, ids, conflicts);
      for (const pupil of await listPupilsOfHouseholds(db, [...left])) touch(stale, 'students', pupil);
      done.records += rows.length + gone.length;
      done.conflicts += conflicts.length;
    });
  }
  return done;
}

/** The row that the versions make; undefined while no creation that counts has come. */
function rowOf(
  owner: string,
  id: string,
  names: readonly string[],
  history: readonly ReadVersion[],
): AnyRow | undefined {
  const counted = history.filter(
    (version): version is ReadVersion & { values: FieldValues } => version.values !== null,
  );
  if (!counted.some((version) => version.base === '')) return undefined;
  return { owner, id, ...rebuildFields(names, counted) };
}

/** A row that goes can no longer say whose derived rows followed from it. */
function touchGone(stale: Touched, table: RecordTableName, row: AnyRow): void {
  touchDerived(stale, table, row);
  if (table !== 'receipts') return;
  touch(stale, 'students', String(row['student']));
  touch(stale, 'devices', String(row['device']));
}

/** The record, and those whose derived rows followed from what it says or said. */
export function touchDerived(stale: Touched, table: RecordTableName, row: AnyRow): void {
  touch(stale, table, row.id);
  const values: Record<string, unknown> = row;
  const also = (other: RecordTableName, field: string): void => {
    const id = values[field];
    if (typeof id === 'string') touch(stale, other, id);
  };
  if (table === 'assignments') {
    also('devices', 'device');
    also('students', 'student');
  }
  // Where the receipt is erased, its movements alone say where the device is.
  if (table === 'movements') also('devices', 'device');
  // A cancellation closes the receipt that it names, whatever it says of pupil and device.
  if (table === 'receipts') also('receipts', 'cancels');
}
