/** Gathers from the register what stands on a form; core/forms lays it out. */
import type { FormRequest } from '../../shared/contract/forms.ts';
import { Problem } from '../../shared/problems.ts';
import { maskNumber } from '../../shared/rules/mask-number.ts';
import type { FormModel, FormRound, HandoverMinutes, FormSchool, ReceiptListRow } from '../forms/form-models.ts';
import type { ReadHandle } from '../database/handles.ts';
import { findClass } from '../queries/class-pupils.ts';
import { type FormLine, listPlannedRows, listSignedRows } from '../queries/form-rows.ts';
import { findPerson } from '../queries/people.ts';
import { findSchool, listRounds } from '../queries/places.ts';
import type { Register, Session } from '../register.ts';
import { gatherMinutes } from './handover-minutes.ts';

export interface GatheredForm {
  model: FormModel;
  /** Lines of the list, or copies of the minutes. */
  rows: number;
  /** What the form is about, for its file name: a class, a pupil's name; null: the whole school. */
  about: string | null;
}

/**
 * The model of a form: planned, from plans that nobody has signed for, with receiver and day left blank; done, from the
 * receipts that count.
 *
 * Raises recordNotFound { table } in an office's register, formHasNoRows.
 */
export async function gatherForm(register: Register, session: Session, request: FormRequest): Promise<GatheredForm> {
  const { owner } = await register.getInstallation();
  const db = register.reader;
  const lines = await gatherLines(db, owner, request);
  if (lines.length === 0) throw new Problem('formHasNoRows');
  const rounds = new Map((await listRounds(db, owner)).map((round) => [round.id, round]));
  const roundsUsed = new Set([
    ...(request.round === null ? [] : [request.round]),
    ...lines.map(({ row }) => row.round),
  ]);
  const [onlyRound] = roundsUsed.size === 1 ? roundsUsed : [];
  const person = session.personId === null ? undefined : await findPerson(db, owner, session.personId);
  const schoolClass = request.class === null ? undefined : await findClass(db, owner, request.class);
  const common = {
    school: await gatherSchool(db, owner),
    documentNumber: request.documentNumber || null,
    date: request.documentDate,
    round: toFormRound(onlyRound === undefined ? undefined : rounds.get(onlyRound)),
    preparerName: person?.name ?? null,
  };
  const onlyPupil = request.student === null ? undefined : lines[0]?.row;
  const about = onlyPupil ? `${onlyPupil.className ?? ''} ${onlyPupil.fullName}` : (schoolClass?.name ?? null);
  if (request.form === 'receipt-list') {
    const model: FormModel = {
      ...common,
      form: 'receipt-list',
      className: schoolClass?.name ?? onlyPupil?.className ?? null,
      homeroomTeacher: schoolClass?.homeroomTeacher ?? null,
      isPlanned: request.isPlanned,
      rows: lines.map(toListRow),
    };
    return { model, rows: lines.length, about };
  }
  const whole = await gatherMinutes(db, owner, lines, (round) => rounds.get(round)?.mode ?? null);
  const minutes = request.wholeNumbers ? whole : whole.map(withoutNumbers);
  const model: FormModel = { ...common, form: 'handover-minutes', basis: null, preparerTitle: null, minutes };
  return { model, rows: lines.length, about };
}

function withoutNumbers(minutes: HandoverMinutes): HandoverMinutes {
  return { ...minutes, receiver: { ...minutes.receiver, personalId: maskNumber(minutes.receiver.personalId) } };
}

async function gatherLines(db: ReadHandle, owner: string, request: FormRequest): Promise<FormLine[]> {
  if (request.isPlanned) return (await listPlannedRows(db, owner, request)).map((row) => ({ row, signed: null }));
  return (await listSignedRows(db, owner, request)).map((row) => ({ row, signed: row }));
}

async function gatherSchool(db: ReadHandle, owner: string): Promise<FormSchool> {
  const school = await findSchool(db, owner);
  if (!school) throw new Problem('recordNotFound', { table: 'schools' });
  return {
    name: school.name,
    code: school.code,
    superiorOfficeName: school.officeName,
    place: school.commune,
    schoolYear: school.schoolYear,
    principalName: school.principalName,
    principalTitle: school.principalTitle,
  };
}

function toFormRound(
  round: { name: string; source: string | null; mode: 'gift' | 'loan' } | undefined,
): FormRound | null {
  return round ? { name: round.name, source: round.source, mode: round.mode } : null;
}

function toListRow({ row, signed }: FormLine): ReceiptListRow {
  return {
    studentId: row.student,
    fullName: row.fullName,
    birthDate: row.birthDate,
    className: row.className,
    povertyStatus: row.povertyStatus === 'unknown' ? null : row.povertyStatus,
    deviceName: row.deviceName,
    deviceModel: [row.brand, row.model].filter((part) => part !== null).join(' ') || null,
    serialNumber: row.serialNumber,
    imei: row.imei,
    simNumber: row.simNumber,
    iccid: row.iccid,
    accessories: row.accessories,
    condition: row.condition,
    receiverName: signed?.receiverName ?? null,
    receiverRelation: signed?.receiverRelation ?? null,
    receivedOn: signed?.receivedOn ?? null,
    note: row.note,
  };
}
