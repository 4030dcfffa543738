/** No two pupils in use have the same student code or personal ID. */
import { Problem } from '../../shared/problems.ts';
import type { ReadHandle } from '../database/handles.ts';
import { findStudentsByNumber } from '../queries/students.ts';

interface StudentNumbers {
  /** Undefined: a pupil who is not in the register yet. */
  id?: string | undefined;
  moetId: string | null;
  personalId: string | null;
}

/** Raises moetIdTaken and personalIdTaken { field, student, fullName }, which name the other pupil. */
export async function checkStudentNumbers(db: ReadHandle, numbers: StudentNumbers): Promise<void> {
  for (const column of ['moetId', 'personalId'] as const) {
    const number = numbers[column];
    if (number === null) continue;
    const other = (await findStudentsByNumber(db, column, number)).find((student) => student.id !== numbers.id);
    if (other) throw new Problem(`${column}Taken`, { field: column, student: other.id, fullName: other.fullName });
  }
}
