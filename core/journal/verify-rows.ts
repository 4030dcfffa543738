/** Every synced table, rebuilt from the journal and compared row by row, both ways. */
import { changeId } from '../../shared/records/change-id.ts';
import { getRecordTable, type RecordTableName, recordTableNames } from '../../shared/records/record-tables.ts';
import type { FieldValues } from '../../shared/rules/check-change.ts';
import type { ReadHandle } from '../database/handles.ts';
import { SCHEMA_VERSION } from '../database/migrations/migrations.ts';
import { listMissingRows, listRowPage, listVersions, type RecordVersion } from '../queries/journal-pages.ts';
import type { AnyRow } from '../queries/records.ts';
import { isCounted } from './counted-version.ts';
import type { Faults } from './faults.ts';
import { rebuildFields } from './rebuild-record.ts';

/** Rows per page: a few milliseconds of work between two pauses. */
const PAGE = 250;

type StoredVersion = RecordVersion & { refusal: string | null };

/** `creations`: how many creations that count the journal has of each table. */
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
      for (const record of await listMissingRows(db, table, SCHEMA_VERSION, Math.max(faults.room, 1)))
        faults.add('rowMissing', { table, record, change: record });
    }
  }
}

/** True when the journal has the creation of this row. */
function checkRow(
  table: RecordTableName,
  fields: readonly string[],
  row: AnyRow,
  versions: readonly StoredVersion[],
  faults: Faults,
): boolean {
  const own = versions.filter(
    (version) => version.recordTable === table && version.owner === row.owner && isCounted(version),
  );
  const isCreated = own.some(
    (version) => version.base === '' && changeId(version.replica, version.seq) === version.record,
  );
  if (!isCreated) {
    faults.add('rowUnknown', { table, record: row.id });
    return false;
  }
  // Fields that this program does not know stay in the journal only.
  const rebuilt = rebuildFields(
    fields,
    own.map((version) => ({ ...version, values: parse(version.fields) })),
  );
  for (const field of fields) {
    if (rebuilt[field] !== row[field]) faults.add('rowDiffers', { table, record: row.id, detail: field });
  }
  return true;
}

/** Fields that were damaged beyond reading have been reported as altered; here they are as good as none. */
function parse(fields: string): FieldValues {
  try {
    return JSON.parse(fields) as FieldValues;
  } catch {
    return {};
  }
}
