/** ID numbers of people, whole: told only when somebody asks for them, and remembered as an event. */
import type { ConflictNumber, StudentNumbers } from '../../shared/contract/numbers.ts';
import { Problem } from '../../shared/problems.ts';
import { isKnownTable } from '../../shared/records/record-tables.ts';
import { ID_NUMBER_FIELDS } from '../../shared/rules/mask-number.ts';
import { findConflict, listReplicaNames } from '../queries/conflicts.ts';
import { listReceiptsOfStudent } from '../queries/receipt-entries.ts';
import { findHousehold, findStudent, findStudentOwner, listGuardians } from '../queries/students.ts';
import type { Register, Session } from '../register.ts';
import { listValues } from './list-conflicts.ts';
import { rememberEvent } from './remember-event.ts';

/**
 * The numbers on a pupil's page: of the pupil, the head of the household, the guardians and who signed.
 *
 * Raises recordNotFound { table, record }, personNotChosen.
 */
export async function tellStudentNumbers(register: Register, session: Session, id: string): Promise<StudentNumbers> {
  const db = register.reader;
  const owner = await findStudentOwner(db, id);
  const student = owner === undefined ? undefined : await findStudent(db, owner, id);
  if (owner === undefined || !student) throw new Problem('recordNotFound', { table: 'students', record: id });
  const household = student.household === null ? undefined : await findHousehold(db, owner, student.household);
  const numbers: StudentNumbers = {
    personalId: student.personalId,
    headPersonalId: household?.headPersonalId ?? null,
    guardians: (await listGuardians(db, owner, [id])).map((row) => ({ id: row.id, personalId: row.personalId })),
    receipts: (await listReceiptsOfStudent(db, owner, id)).map((row) => ({
      id: row.id,
      receiverPersonalId: row.receiverPersonalId,
    })),
  };
  await register.run(session, async (command) => {
    rememberEvent(command, 'id_number_viewed', { table: 'students', record: id });
  });
  return numbers;
}

/**
 * The numbers that stand against one another in a conflict, by the version that says them.
 *
 * Raises conflictSettled when there is no such conflict, or it is not about an ID number.
 */
export async function tellConflictNumbers(register: Register, session: Session, id: string): Promise<ConflictNumber[]> {
  const db = register.reader;
  const [record = '', fieldGroup = ''] = id.split('.');
  const conflict = await findConflict(db, record, fieldGroup);
  if (!conflict || !isKnownTable(conflict.recordTable)) throw new Problem('conflictSettled');
  const table = conflict.recordTable;
  if (ID_NUMBER_FIELDS[table] !== fieldGroup) throw new Problem('conflictSettled');
  const values = await listValues(db, conflict, await listReplicaNames(db));
  await register.run(session, async (command) => {
    rememberEvent(command, 'id_number_viewed', { table, record });
  });
  return values.map(({ version, fields }) => {
    const value = fields[0]?.value;
    return { version, number: typeof value === 'string' ? value : null };
  });
}

/** Remembers that a list with whole numbers was asked for: which table, how many rows. */
export async function rememberNumbersListed(
  register: Register,
  session: Session,
  table: 'students' | 'receipts',
  rows: number,
): Promise<void> {
  await register.run(session, async (command) => {
    rememberEvent(command, 'id_number_viewed', { table, rows });
  });
}
