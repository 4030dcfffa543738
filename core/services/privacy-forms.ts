/** Gathers what stands on the minutes of deletion, the list for the notice board and the consent form. */
import type { FormRequest } from '../../shared/contract/forms.ts';
import { Problem } from '../../shared/problems.ts';
import { CONSENT_FORM_VERSION, needsChild } from '../../shared/rules/consent.ts';
import type { ConsentPaper } from '../forms/privacy-form-models.ts';
import { findClass, listClassPupils } from '../queries/class-pupils.ts';
import { inSlices } from '../queries/in-slices.ts';
import { findEraser } from '../queries/erasures.ts';
import { listRounds } from '../queries/places.ts';
import { findStudent, listGuardians } from '../queries/students.ts';
import type { Register, Session } from '../register.ts';
import { listDeletions } from './deletions.ts';
import { type GatheredForm, gatherHead, gatherLines, roundOf } from './form-head.ts';
import { getRetention } from './retention.ts';

/** Biên bản xoá of one erasure, signed by who did it. Raises formHasNoRows while nothing was erased, recordNotFound. */
export async function gatherDeletionMinutes(
  register: Register,
  session: Session,
  request: FormRequest,
): Promise<GatheredForm> {
  const all = await listDeletions(register);
  const found = request.deletion === null ? all[0] : all.find(({ id }) => id === request.deletion);
  if (!found && request.deletion !== null)
    throw new Problem('recordNotFound', { table: 'deletions', record: request.deletion });
  if (!found) throw new Problem('formHasNoRows', { form: request.form });
  const { owner, id, ...deletion } = found;
  const head = await gatherHead(register, session, request);
  const preparerName = (await findEraser(register.reader, owner, id)) ?? head.preparerName;
  return {
    model: { ...head, preparerName, form: 'deletion-minutes', deletionId: id, deletion },
    rows: 1,
    about: deletion.erasedOn,
  };
}

/** Name and class of those who are to receive, or have received; a pupil with two devices stands there once. */
export async function gatherPostingList(
  register: Register,
  session: Session,
  request: FormRequest,
): Promise<GatheredForm> {
  const { owner } = await register.getInstallation();
  const db = register.reader;
  const lines = await gatherLines(db, owner, request);
  const head = await gatherHead(register, session, request, roundOf(lines, await listRounds(db, owner), request));
  const schoolClass = request.class === null ? undefined : await findClass(db, owner, request.class);
  const pupils = new Map(lines.map(({ row }) => [row.student, { fullName: row.fullName, className: row.className }]));
  const rows = [...pupils.values()];
  const className = schoolClass?.name ?? null;
  return {
    model: { ...head, form: 'posting-list', className, isPlanned: request.isPlanned, rows },
    rows: rows.length,
    about: className,
  };
}

/**
 * A form of consent for one pupil or for each of a class, with nothing ticked; without either one blank form to copy.
 *
 * Raises formHasNoRows for an empty class, recordNotFound.
 */
export async function gatherConsentForm(
  register: Register,
  session: Session,
  request: FormRequest,
): Promise<GatheredForm> {
  const { owner } = await register.getInstallation();
  const on = request.documentDate ?? register.today();
  const { papers, about } = await gatherPapers(register, owner, request, on);
  if (papers.length === 0) throw new Problem('formHasNoRows');
  const head = await gatherHead(register, session, request);
  const { years } = await getRetention(register);
  return {
    model: { ...head, form: 'consent-form', formVersion: CONSENT_FORM_VERSION, keptYears: years, papers },
    rows: papers.length,
    about,
  };
}

async function gatherPapers(
  register: Register,
  owner: string,
  request: FormRequest,
  on: string,
): Promise<{ papers: ConsentPaper[]; about: string | null }> {
  const db = register.reader;
  if (request.student !== null) {
    const student = await findStudent(db, owner, request.student);
    if (!student) throw new Problem('recordNotFound', { table: 'students', record: request.student });
    const schoolClass = student.class === null ? undefined : await findClass(db, owner, student.class);
    const className = schoolClass?.name ?? null;
    const papers = await toPapers(register, owner, [{ ...student, className }], on);
    return { papers, about: `${className ?? ''} ${student.fullName}` };
  }
  const schoolClass = request.class === null ? undefined : await findClass(db, owner, request.class);
  if (schoolClass === undefined) return { papers: [blankPaper], about: 'de trong' };
  const pupils = await listClassPupils(db, schoolClass);
  return { papers: await toPapers(register, owner, pupils, on), about: schoolClass.name };
}

const blankPaper: ConsentPaper = {
  studentName: null,
  birthDate: null,
  className: null,
  guardianName: null,
  guardianRelation: null,
  needsChild: true,
};

async function toPapers(
  register: Register,
  owner: string,
  pupils: readonly { id: string; fullName: string; birthDate: string | null; className: string | null }[],
  on: string,
): Promise<ConsentPaper[]> {
  const guardians = new Map<string, Awaited<ReturnType<typeof listGuardians>>[number]>();
  await inSlices(
    pupils.map(({ id }) => id),
    async (ids) => {
      for (const guardian of await listGuardians(register.reader, owner, ids))
        if (!guardians.has(guardian.student)) guardians.set(guardian.student, guardian);
    },
  );
  return pupils.map(({ id, fullName, birthDate, className }) => ({
    studentName: fullName,
    birthDate,
    className,
    guardianName: guardians.get(id)?.name ?? null,
    guardianRelation: guardians.get(id)?.relation ?? null,
    needsChild: needsChild(birthDate, on),
  }));
}
