/** Whatever belongs to a pupil or a device, and what the journal says of it. */
import { recordTables, type RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import { type ChangeRow, toTableKey } from '../database/tables.ts';
import { inSlices } from './in-slices.ts';

/** Ids of the pupil, of every household it was in, and of their statuses, guardians, papers, consents and requests. */
export async function listRecordsOfStudent(db: ReadHandle, owner: string, student: string): Promise<string[]> {
  const versions = await listChanges(db, [student]);
  const households = new Set(
    versions.flatMap((change) => {
      const { household } = JSON.parse(change.fields || '{}') as { household?: string | null };
      return household ? [household] : [];
    }),
  );
  return [
    student,
    ...households,
    ...(await listIds(db, 'poverty_statuses', owner, 'household', [...households])),
    ...(await listIds(db, 'guardians', owner, 'student', [student])),
    ...(await listIds(db, 'assignments', owner, 'student', [student])),
    ...(await listIds(db, 'receipts', owner, 'student', [student])),
    ...(await listIds(db, 'attachments', owner, 'student', [student])),
    ...(await listIds(db, 'consents', owner, 'student', [student])),
    ...(await listIds(db, 'requests', owner, 'student', [student])),
  ];
}

/** Ids of the device and of its papers and movements. */
export async function listRecordsOfDevice(db: ReadHandle, owner: string, device: string): Promise<string[]> {
  return [
    device,
    ...(await listIds(db, 'assignments', owner, 'device', [device])),
    ...(await listIds(db, 'receipts', owner, 'device', [device])),
    ...(await listIds(db, 'movements', owner, 'device', [device])),
  ];
}

async function listIds(
  db: ReadHandle,
  table: RecordTableName,
  owner: string,
  field: 'student' | 'device' | 'household',
  values: readonly string[],
): Promise<string[]> {
  if (values.length === 0) return [];
  // One shape for all tables: each has an owner, an id and the field that is asked for.
  const rows = await db
    .selectFrom(toTableKey(table) as 'students')
    .select('id')
    .where('owner', '=', owner)
    .where(field as 'household', 'in', values)
    .execute();
  return rows.map((row) => row.id);
}

/**
 * The changes of these records that say something and are not refused, oldest first: the order in which the winner of a
 * field is found.
 */
export async function listChanges(db: ReadHandle, records: readonly string[]): Promise<ChangeRow[]> {
  const changes: ChangeRow[] = [];
  await inSlices(records, async (ids) => {
    const rows = await db
      .selectFrom('changes')
      .leftJoin('refusedChanges', (join) =>
        join.onRef('refusedChanges.replica', '=', 'changes.replica').onRef('refusedChanges.seq', '=', 'changes.seq'),
      )
      .selectAll('changes')
      .where('changes.record', 'in', ids)
      .where('changes.fields', '!=', '')
      .where('refusedChanges.seq', 'is', null)
      .execute();
    changes.push(...rows);
  });
  return changes.sort((a, b) => a.counter - b.counter || (a.replica < b.replica ? -1 : 1));
}

/** The field by which a person knows a record of the table; tables that none names are known by no single field. */
const LABELS = {
  people: 'name',
  sites: 'name',
  classes: 'name',
  households: 'headName',
  students: 'fullName',
  rounds: 'name',
  deliveries: 'documentNumber',
  devices: 'serialNumber',
} as const satisfies { [Name in RecordTableName]?: keyof (typeof recordTables)[Name]['fields']['shape'] };
export type LabelledTable = keyof typeof LABELS;

/** What these records of one table are called, by id. */
export async function findLabels(
  db: ReadHandle,
  owner: string,
  table: LabelledTable,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const labels = new Map<string, string | null>();
  await inSlices(ids, async (slice) => {
    const rows = await db
      .selectFrom(toTableKey(table) as 'students')
      .select(['id', `${LABELS[table] as 'fullName'} as label`])
      .where('owner', '=', owner)
      .where('id', 'in', slice)
      .execute();
    for (const row of rows) labels.set(row.id, row.label);
  });
  return labels;
}
