/** What a record is called, and on which pupil's page it is found. */
import { getRecordTable, isKnownTable } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';

import { findRow } from '../queries/records.ts';

export interface RecordLabel {
  label: string;
  student: string | null;
}

/** By record id; a record that is not in its table keeps its id as label. */
export async function listRecordLabels(
  db: ReadHandle,
  owner: string,
  records: readonly { recordTable: string; record: string }[],
): Promise<Map<string, RecordLabel>> {
  const labels = new Map<string, RecordLabel>();
  for (const { recordTable, record } of records) {
    if (!isKnownTable(recordTable)) continue;
    const row = await findRow(db, recordTable, { owner, id: record });
    const studentId = recordTable === 'students' ? record : (row?.['student'] ?? null);
    const student =
      typeof studentId === 'string' && recordTable !== 'students'
        ? await findRow(db, 'students', { owner, id: studentId })
        : undefined;
    const name =
      row?.['fullName'] ?? row?.['serialNumber'] ?? row?.['name'] ?? row?.['documentNumber'] ?? row?.['headName'];
    const hasStudent = recordTable === 'students' || 'student' in getRecordTable(recordTable).fields.shape;
    labels.set(record, {
      label: String(name ?? student?.['fullName'] ?? record),
      student: hasStudent && typeof studentId === 'string' ? studentId : null,
    });
  }
  return labels;
}
