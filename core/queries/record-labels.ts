/** What a person calls a record: the pupil's name, the device's serial number, the name of a class. */
import { isKnownTable, type RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import { findRows } from './records.ts';

const LABELS: Partial<Record<RecordTableName, string>> = {
  people: 'name',
  schools: 'name',
  offices: 'name',
  sites: 'name',
  classes: 'name',
  households: 'headName',
  students: 'fullName',
  guardians: 'name',
  rounds: 'name',
  deliveries: 'documentNumber',
  devices: 'serialNumber',
  enrolments: 'name',
};

/** Name of a record, and the pupil on whose page it stands. A paper is called after its pupil. */
export async function findLabel(
  db: ReadHandle,
  { owner, recordTable, record }: { owner: string; recordTable: string; record: string },
): Promise<{ label: string; student: string | null }> {
  if (!isKnownTable(recordTable)) return { label: '', student: null };
  const row = (await findRows(db, recordTable, owner, [record])).get(record);
  const text = (field: string): string | null => {
    const value = row?.[field];
    return typeof value === 'string' ? value : null;
  };
  const own = LABELS[recordTable];
  const student = recordTable === 'students' ? record : await findPupil(db, recordTable, text);
  const label = own === undefined ? null : text(own);
  if (label !== null || student === null || student === record) return { label: label ?? '', student };
  const pupil = (await findRows(db, 'students', owner, [student])).get(student);
  return { label: String(pupil?.['fullName'] ?? ''), student };
}

async function findPupil(
  db: ReadHandle,
  table: RecordTableName,
  text: (field: string) => string | null,
): Promise<string | null> {
  if (['guardians', 'assignments', 'receipts'].includes(table)) return text('student');
  const household = table === 'households' ? text('id') : table === 'poverty_statuses' ? text('household') : null;
  if (household === null) return null;
  const pupils = db.selectFrom('students').select('id').where('household', '=', household);
  return (await pupils.orderBy('id').limit(1).executeTakeFirst())?.id ?? null;
}
