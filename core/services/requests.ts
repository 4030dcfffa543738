/** Sổ yêu cầu: what families asked for, and by when it has to be answered and done. */
import type { z } from 'zod';
import type { RequestEntry } from '../../shared/contract/privacy.ts';
import { Problem } from '../../shared/problems.ts';
import type { requestKind } from '../../shared/records/privacy.ts';
import { checkPaperDay } from '../../shared/rules/paper-day.ts';
import { answerDue, doneDue, lateParts } from '../../shared/rules/request-clock.ts';
import { ownerAsked } from '../queries/schools.ts';
import { findStudent } from '../queries/students.ts';
import type { Register, Session } from '../register.ts';

/** Open ones first, the most urgent on top; then those that are done, the newest first. */
export async function listRequests(register: Register): Promise<RequestEntry[]> {
  const owner = ownerAsked(await register.getInstallation(), null);
  const today = register.today();
  const rows = await register.reader
    .selectFrom('requests')
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'requests.owner').onRef('students.id', '=', 'requests.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .selectAll('requests')
    .select(['students.fullName as studentName', 'classes.name as className'])
    .$if(owner !== null, (query) => query.where('requests.owner', '=', owner ?? ''))
    .where('requests.voidedAt', 'is', null)
    .execute();
  const entries = rows.map(({ owner: _owner, voidedAt: _voidedAt, voidReason: _voidReason, ...row }): RequestEntry => ({
    ...row,
    isExtended: row.isExtended === 1,
    answerDue: answerDue(row.receivedOn),
    doneDue: doneDue(row.receivedOn, row.isExtended === 1),
    late: lateParts(row, today),
  }));
  const next = (entry: RequestEntry) => (entry.answeredOn === null ? entry.answerDue : entry.doneDue);
  const open = entries.filter(({ doneOn }) => doneOn === null).sort((a, b) => next(a).localeCompare(next(b)));
  const done = entries
    .filter(({ doneOn }) => doneOn !== null)
    .sort((a, b) => (b.doneOn ?? '').localeCompare(a.doneOn ?? ''));
  return [...open, ...done];
}

/** Raises receivedOnInFuture { receivedOn, today }, recordNotFound. */
export function saveRequest(
  register: Register,
  session: Session,
  {
    id,
    isExtended,
    ...input
  }: {
    id?: string;
    student: string;
    kind: z.output<typeof requestKind>;
    receivedOn: string;
    requesterName: string | null;
    note: string | null;
    answeredOn: string | null;
    isExtended: boolean;
    doneOn: string | null;
    outcome: string | null;
  },
): Promise<{ command: string | null; id: string }> {
  return register.run(session, async (command) => {
    for (const field of ['receivedOn', 'answeredOn', 'doneOn'] as const) {
      const day = input[field];
      const late = day === null ? null : checkPaperDay(field, day, register.today());
      if (late) throw late;
    }
    const student = await findStudent(await command.read(), command.owner, input.student);
    if (!student) throw new Problem('recordNotFound', { table: 'students', record: input.student });
    const fields = { ...input, isExtended: isExtended ? (1 as const) : (0 as const) };
    if (id !== undefined) await command.change('requests', id, fields);
    return { id: id ?? command.create('requests', fields), command: command.id };
  });
}
