/** One pupil by a key, and pupils that may be the same child. */
import type { StudentRow } from '../../shared/contract/students.ts';
import { Problem } from '../../shared/problems.ts';
import { recordId } from '../../shared/records/record-table.ts';
import { foldText } from '../../shared/rules/fold.ts';
import { selectStudentRows } from '../queries/student-list.ts';
import { findStudent, findStudentOwner, findStudentsByNumber } from '../queries/students.ts';
import type { Register } from '../register.ts';
import { toStudentRow } from './student-list.ts';

const MOST_SIMILAR = 20;

/**
 * The pupil whose record id, ministry code or personal ID this is. A voided pupil is found by record id only.
 *
 * Raises studentNotFound { key }, studentAmbiguous { key, count }.
 */
export async function resolveStudent(register: Register, key: string): Promise<{ id: string; fullName: string }> {
  const db = register.reader;
  const trimmed = key.trim();
  if (recordId.safeParse(trimmed).success) {
    const owner = await findStudentOwner(db, trimmed);
    const student = owner === undefined ? undefined : await findStudent(db, owner, trimmed);
    if (!student) throw new Problem('studentNotFound', { key: trimmed });
    return { id: student.id, fullName: student.fullName };
  }
  const number = trimmed.replace(/\s/g, '');
  const found = new Map<string, string>();
  for (const column of ['moetId', 'personalId'] as const) {
    for (const { id, fullName } of await findStudentsByNumber(db, column, number)) found.set(id, fullName);
  }
  if (found.size > 1) throw new Problem('studentAmbiguous', { key: trimmed, count: found.size });
  for (const [id, fullName] of found) return { id, fullName };
  throw new Problem('studentNotFound', { key: trimmed });
}

/**
 * Pupils in use of the same folded name whose birth date does not rule them out: equal, unknown on one side, or
 * different in one of day, month and year only. Equal dates first.
 */
export async function listSimilarStudents(
  register: Register,
  input: { fullName: string; birthDate: string | null; except?: string },
): Promise<StudentRow[]> {
  const { owner } = await register.getInstallation();
  const rows = await selectStudentRows(register.reader)
    .where('studentSearch.foldedName', '=', foldText(input.fullName))
    .where('studentSearch.owner', '=', owner)
    .where('studentSearch.isVoided', '=', 0)
    .orderBy('studentSearch.classSortKey')
    .orderBy('studentSearch.student')
    .execute();
  return rows
    .filter((row) => row.id !== input.except && differentParts(row.birthDate, input.birthDate) < 2)
    .sort((a, b) => differentParts(a.birthDate, input.birthDate) - differentParts(b.birthDate, input.birthDate))
    .slice(0, MOST_SIMILAR)
    .map(toStudentRow);
}

/** In how many of year, month and day two dates differ; half a part when one is unknown. */
function differentParts(first: string | null, second: string | null): number {
  if (first === null || second === null) return first === second ? 0 : 0.5;
  const others = second.split('-');
  return first.split('-').filter((part, index) => part !== others[index]).length;
}
