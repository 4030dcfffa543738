/** Names for what stayed when a command was undone: a pupil for all that belongs to one. */
import type { UndoResult } from '../../shared/contract/register.ts';
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import { type AnyRow, findRow } from '../queries/records.ts';
import { listByField } from '../queries/references.ts';
import type { UndoPlan } from './undo-plan.ts';

type Kept = UndoPlan['kept'][number];

/** One entry for each pupil, device, class … in the order of the plan. */
export async function nameKept(db: ReadHandle, owner: string, kept: readonly Kept[]): Promise<UndoResult['kept']> {
  const named = new Map<string, UndoResult['kept'][number]>();
  for (const { table, row, reason } of kept) {
    const whole = await findWhole(db, owner, table, row);
    if (!named.has(whole.row.id))
      named.set(whole.row.id, { table: whole.table, record: whole.row.id, label: labelOf(whole.row), reason });
  }
  return [...named.values()];
}

/** The pupil that a guardian, household or status belongs to; else the record itself. */
async function findWhole(
  db: ReadHandle,
  owner: string,
  table: RecordTableName,
  row: AnyRow,
): Promise<{ table: RecordTableName; row: AnyRow }> {
  const own = { table, row };
  if (table === 'guardians' || table === 'assignments') {
    const student = await findRow(db, 'students', { owner, id: String(row['student']) });
    return student ? { table: 'students', row: student } : own;
  }
  if (table === 'households' || table === 'poverty_statuses') {
    const household = table === 'households' ? row.id : String(row['household']);
    const students = await listByField(db, 'students', 'household', [household]);
    const student = students.find((student) => !student['voidedAt']);
    return student ? { table: 'students', row: student } : own;
  }
  return own;
}

function labelOf(row: AnyRow): string {
  const label = row['fullName'] ?? row['serialNumber'] ?? row['name'] ?? row['documentNumber'] ?? row['headName'];
  return String(label ?? '');
}
