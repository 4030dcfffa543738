/** Taking a pupil out of the register, and back in. */
import { Problem } from '../../shared/problems.ts';
import { listHeldDevices } from '../queries/student-papers.ts';
import { findStudent } from '../queries/students.ts';
import type { Register, Session } from '../register.ts';
import { checkStudentNumbers } from './student-numbers.ts';

/**
 * Takes a pupil out of use; what was planned for the pupil goes back to stock in the same command.
 *
 * Raises studentHoldsDevice { student, serialNumber }, recordNotFound.
 */
export function voidStudent(
  register: Register,
  session: Session,
  input: { id: string; reason: string },
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    const db = await command.read();
    const [held] = await listHeldDevices(db, command.owner, input.id);
    if (held) throw new Problem('studentHoldsDevice', { student: held.fullName, serialNumber: held.serialNumber });
    await command.void('students', input.id, input.reason);
    const planned = await db
      .selectFrom('assignments')
      .select('id')
      .where('owner', '=', command.owner)
      .where('student', '=', input.id)
      .where('voidedAt', 'is', null)
      .execute();
    for (const { id } of planned) await command.void('assignments', id, input.reason);
    return { command: command.id };
  });
}

/**
 * Puts a pupil back into use; what had been planned stays in stock.
 *
 * Raises moetIdTaken and personalIdTaken { student, fullName } when another pupil has the number meanwhile,
 * recordNotFound { table, record }.
 */
export function restoreStudent(
  register: Register,
  session: Session,
  input: { id: string },
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    const db = await command.read();
    const student = await findStudent(db, command.owner, input.id);
    if (!student) throw new Problem('recordNotFound', { table: 'students', record: input.id });
    await checkStudentNumbers(db, student);
    await command.change('students', input.id, { voidedAt: null, voidReason: null });
    return { command: command.id };
  });
}
