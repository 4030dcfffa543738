/** Đồng ý: a form that a family signed, and that it took back. */
import type { ConsentEntry } from '../../shared/contract/privacy.ts';
import { Problem } from '../../shared/problems.ts';
import { isInForce, needsChild } from '../../shared/rules/consent.ts';
import { checkPaperDay } from '../../shared/rules/paper-day.ts';
import { findStudent, findStudentOwner } from '../queries/students.ts';
import type { Register, Session } from '../register.ts';

/** The newest first. Raises recordNotFound. */
export async function listConsents(register: Register, student: string): Promise<ConsentEntry[]> {
  const owner = await findStudentOwner(register.reader, student);
  if (owner === undefined) throw new Problem('recordNotFound', { table: 'students', record: student });
  const rows = await register.reader
    .selectFrom('consents')
    .selectAll()
    .where('student', '=', student)
    .where('owner', '=', owner)
    .where('voidedAt', 'is', null)
    .orderBy('agreedOn', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    formVersion: row.formVersion,
    agreedOn: row.agreedOn,
    guardianName: row.guardianName,
    guardianAgrees: row.guardianAgrees,
    childAgrees: row.childAgrees,
    withdrawnOn: row.withdrawnOn,
    withdrawalReason: row.withdrawalReason,
    isInForce: isInForce(row),
  }));
}

/**
 * Records a signed form.
 *
 * Raises consentRefused when the guardian did not tick, consentOfChildMissing { student } from 7 years on, receivedOnInFuture,
 * recordNotFound.
 */
export function saveConsent(
  register: Register,
  session: Session,
  input: {
    student: string;
    formVersion: string;
    agreedOn: string;
    guardianName: string | null;
    guardianAgrees: boolean;
    childAgrees: boolean | null;
  },
): Promise<{ command: string | null; id: string }> {
  return register.run(session, async (command) => {
    const late = checkPaperDay('agreedOn', input.agreedOn, register.today());
    if (late) throw late;
    const student = await findStudent(await command.read(), command.owner, input.student);
    if (!student) throw new Problem('recordNotFound', { table: 'students', record: input.student });
    if (!input.guardianAgrees) throw new Problem('consentRefused', { field: 'guardianAgrees' });
    const isAsked = needsChild(student.birthDate, input.agreedOn);
    if (isAsked && input.childAgrees !== true)
      throw new Problem('consentOfChildMissing', { field: 'childAgrees', student: student.fullName });
    const id = command.create('consents', {
      student: input.student,
      formVersion: input.formVersion,
      agreedOn: input.agreedOn,
      guardianName: input.guardianName,
      guardianAgrees: 1,
      childAgrees: isAsked ? 1 : null,
    });
    return { id, command: command.id };
  });
}

/** The family takes its consent back. Raises receivedOnInFuture, recordNotFound. */
export function withdrawConsent(
  register: Register,
  session: Session,
  input: { id: string; withdrawnOn: string; reason: string | null },
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    const late = checkPaperDay('withdrawnOn', input.withdrawnOn, register.today());
    if (late) throw late;
    await command.change('consents', input.id, { withdrawnOn: input.withdrawnOn, withdrawalReason: input.reason });
    return { command: command.id };
  });
}
