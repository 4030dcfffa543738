/** Every synced table, rebuilt from the journal and compared row by row, both ways. */
import { changeId } from '../../shared/records/change-id.ts';
import { getRecordTable, type RecordTableName, recordTableNames } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import { listMissingRows, listRowPage, listVersions, type RecordVersion } from '../queries/journal-pages.ts';
import type { AnyRow, RecordValue } from '../queries/records.ts';
import type { Faults } from './faults.ts';

/** Rows per page: a few milliseconds of work between two pauses. */
const PAGE = 250;

/** `creations`: how many creations the journal has of each table. */
export async function verifyRows(
  db: ReadHandle,
  faults: Faults,
  creations: ReadonlyMap<string, number>,
  pause: () => Promise<void>,
): Promise<void> {
  for (const table of recordTableNames) {
    const fields = Object.keys(getRecordTable(table).fields.shape);
    let created = 0;
    let after = { owner: '', id: '' };
    for (;;) {
      const rows = await listRowPage(db, table, after, PAGE);
      const last = rows.at(-1);
      if (!last) break;
      after = { owner: last.owner, id: last.id };
      const ids = rows.map((row) => row.id);
      const versions = Map.groupBy(await listVersions(db, ids), (version) => version.record);
      for (const row of rows) created += checkRow(table, fields, row, versions.get(row.id) ?? [], faults) ? 1 : 0;
      await pause();
    }
    // Each row found has one creation of its own, so equal numbers mean that none is missing.
    if (created !== (creations.get(table) ?? 0)) {
      for (const record of await listMissingRows(db, table, Math.max(faults.room, 1)))
        faults.add('rowMissing', { table, record, change: record });
    }
  }
}

/** True when the journal has the creation of this row. */
function checkRow(
  table: RecordTableName,
  fields: readonly string[],
  row: AnyRow,
  versions: readonly RecordVersion[],
  faults: Faults,
): boolean {
  const own = versions.filter((version) => version.recordTable === table && version.owner === row.owner);
  const isCreated = own.some(
    (version) => version.base === '' && changeId(version.replica, version.seq) === version.record,
  );
  if (!isCreated) {
    faults.add('rowUnknown', { table, record: row.id });
    return false;
  }
  const rebuilt = rebuild(own);
  for (const field of fields) {
    if ((rebuilt[field] ?? null) !== row[field]) faults.add('rowDiffers', { table, record: row.id, detail: field });
  }
  return true;
}

/**
 * The winner of each field is the version with the highest (counter, replica): written over one another in that order,
 * the winners are what stays. Fields that this program does not know stay in the journal only.
 */
function rebuild(versions: readonly RecordVersion[]): Record<string, RecordValue> {
  const inOrder =
    versions.length === 1
      ? versions
      : [...versions].sort((a, b) => a.counter - b.counter || (a.replica < b.replica ? -1 : 1));
  const fields: Record<string, RecordValue> = {};
  for (const version of inOrder) Object.assign(fields, parse(version.fields));
  return fields;
}

/** Fields that were damaged beyond reading have been reported as altered; here they are as good as none. */
function parse(fields: string): Record<string, RecordValue> {
  try {
    return JSON.parse(fields) as Record<string, RecordValue>;
  } catch {
    return {};
  }
}
