/** Xoá dữ liệu: what the register keeps of pupils goes for good; how many they were stays. */
import type { ErasurePreview, Deletion } from '../../shared/contract/erasures.ts';
import { Problem } from '../../shared/problems.ts';
import { foldText } from '../../shared/rules/fold.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { applyErasures } from '../journal/erase.ts';
import type { Command } from '../journal/command.ts';
import { countErased, listErasable, listHouseholdsOnlyOf, type ErasableRow } from '../queries/erasable.ts';
import type { Register, Session } from '../register.ts';
import { Exchange } from '../sync/exchange.ts';
import { rememberEvent } from './remember-event.ts';

interface Request {
  students: readonly string[];
  reason: Deletion['reason'];
  basis: string | null;
}

/**
 * What an erasure of these pupils would take, in numbers, with whom it may not take: a pupil with a device on loan.
 *
 * Raises recordNotFound { table, record } for a pupil who is not of this school.
 */
export async function previewErasure(register: Register, students: readonly string[]): Promise<ErasurePreview> {
  const { owner } = await register.getInstallation();
  const { rows, households } = await gather(register.reader, owner, students);
  return {
    ...(await count(register.reader, owner, rows, households)),
    students: rows.map(({ id, fullName, className, schoolYear }) => ({ id, fullName, className, schoolYear })),
    onLoan: rows.flatMap(({ id, fullName, loan }) => (loan === null ? [] : [{ id, fullName, serialNumber: loan }])),
  };
}

/**
 * Erases these pupils, and the households that are nobody else's, in one command; returns its minutes. Nothing takes it back.
 * `typedName` is what the clerk typed: the pupil's name where it is one pupil, else the number of pupils.
 *
 * Raises erasureNotConfirmed { expected }, studentOnLoan { student, serialNumber }, recordNotFound, writtenBySchool.
 */
export async function eraseStudents(
  register: Register,
  session: Session,
  { students, reason, basis, typedName }: Request & { typedName: string },
): Promise<{ command: string | null; deletion: string }> {
  const work = async (command: Command): Promise<{ command: string | null; deletion: string }> => {
    const db = await command.read();
    const { rows, households } = await gather(db, command.owner, students);
    const [only] = rows.length === 1 ? rows : [];
    const expected = only?.fullName ?? String(rows.length);
    if (foldText(typedName) !== foldText(expected)) throw new Problem('erasureNotConfirmed', { expected });
    const lent = rows.find(({ loan }) => loan !== null);
    if (lent) throw new Problem('studentOnLoan', { student: lent.fullName, serialNumber: lent.loan });
    return eraseNow(command, register, { rows, households, reason, basis });
  };
  return register.part(Exchange).erase(() => register.run(session, work));
}

async function eraseNow(
  command: Command,
  register: Register,
  {
    rows,
    households,
    reason,
    basis,
  }: { rows: readonly ErasableRow[]; households: readonly string[] } & Pick<Request, 'reason' | 'basis'>,
): Promise<{ command: string | null; deletion: string }> {
  const db = await command.read();
  const years = new Set(rows.map(({ schoolYear }) => schoolYear));
  const [year] = years.size === 1 ? years : [null];
  const counts = await count(db, command.owner, rows, households);
  const deletion = command.create('deletions', {
    reason,
    basis,
    erasedOn: register.today(),
    schoolYear: year ?? null,
    ...counts,
  });
  const subjects = [...rows.map(({ id }) => id), ...households];
  for (const subject of subjects) await command.createMany('erasures', { subject, deletion });
  rememberEvent(command, 'erased', { deletion, pupils: rows.length });
  const written: WriteHandle = await command.read();
  await applyErasures(
    written,
    subjects.map((subject) => ({ owner: command.owner, subject })),
    command.at,
  );
  return { command: command.id, deletion };
}

async function gather(db: ReadHandle, owner: string, students: readonly string[]) {
  const wanted = [...new Set(students)];
  const rows = await listErasable(db, owner, wanted);
  const missing = wanted.find((id) => !rows.some((row) => row.id === id));
  if (missing !== undefined) throw new Problem('recordNotFound', { table: 'students', record: missing });
  return { rows, households: await listHouseholdsOnlyOf(db, owner, wanted) };
}

async function count(db: ReadHandle, owner: string, rows: readonly ErasableRow[], households: readonly string[]) {
  const withStatus = (status: ErasableRow['povertyStatus']) =>
    rows.filter(({ povertyStatus }) => povertyStatus === status).length;
  const subjects = [...rows.map(({ id }) => id), ...households];
  return {
    pupils: rows.length,
    poor: withStatus('poor'),
    nearPoor: withStatus('near_poor'),
    none: withStatus('none'),
    unknown: withStatus('unknown'),
    received: rows.filter(({ isReceived }) => isReceived === 1).length,
    households: households.length,
    ...(await countErased(db, owner, subjects)),
  };
}
