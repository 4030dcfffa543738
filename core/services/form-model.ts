/** Gathers from the register what stands on a form; core/forms lays it out. */
import type { FormRequest } from '../../shared/contract/forms.ts';
import { assertNever } from '../../shared/problems.ts';
import { maskNumber } from '../../shared/rules/mask-number.ts';
import type { FormModel, HandoverMinutes, ReceiptListRow } from '../forms/form-models.ts';
import { findClass } from '../queries/class-pupils.ts';
import type { FormLine } from '../queries/form-rows.ts';
import { listRounds } from '../queries/places.ts';
import type { Register, Session } from '../register.ts';
import { type GatheredForm, gatherHead, gatherLines, roundOf } from './form-head.ts';
import { gatherMinutes } from './handover-minutes.ts';
import { gatherHeldData } from './held-data.ts';
import { gatherConsentForm, gatherDeletionMinutes, gatherPostingList } from './privacy-forms.ts';

/**
 * The model of a form.
 *
 * Raises recordNotFound { table } in an office's register or for an unknown pupil, formHasNoRows.
 */
export function gatherForm(register: Register, session: Session, request: FormRequest): Promise<GatheredForm> {
  switch (request.form) {
    case 'receipt-list':
    case 'handover-minutes':
      return gatherSignedForm(register, session, { ...request, form: request.form });
    case 'posting-list':
      return gatherPostingList(register, session, request);
    case 'deletion-minutes':
      return gatherDeletionMinutes(register, session, request);
    case 'consent-form':
      return gatherConsentForm(register, session, request);
    case 'held-data':
      return gatherHeldData(register, session, request);
    default:
      return assertNever(request.form);
  }
}

/**
 * F2 and F3: planned, from plans that nobody has signed for, with receiver and day left blank; done, from the receipts that
 * count.
 */
async function gatherSignedForm(
  register: Register,
  session: Session,
  request: FormRequest & { form: 'receipt-list' | 'handover-minutes' },
): Promise<GatheredForm> {
  const { owner } = await register.getInstallation();
  const db = register.reader;
  const lines = await gatherLines(db, owner, request);
  const rounds = await listRounds(db, owner);
  const head = await gatherHead(register, session, request, roundOf(lines, rounds, request));
  const schoolClass = request.class === null ? undefined : await findClass(db, owner, request.class);
  const onlyPupil = request.student === null ? undefined : lines[0]?.row;
  const about = onlyPupil ? `${onlyPupil.className ?? ''} ${onlyPupil.fullName}` : (schoolClass?.name ?? null);
  if (request.form === 'receipt-list') {
    const model: FormModel = {
      ...head,
      form: 'receipt-list',
      className: schoolClass?.name ?? onlyPupil?.className ?? null,
      homeroomTeacher: schoolClass?.homeroomTeacher ?? null,
      isPlanned: request.isPlanned,
      rows: lines.map(toListRow),
    };
    return { model, rows: lines.length, about };
  }
  const modes = new Map(rounds.map((round) => [round.id, round.mode]));
  const whole = await gatherMinutes(db, owner, lines, (round) => modes.get(round) ?? null);
  const minutes = request.wholeNumbers ? whole : whole.map(withoutNumbers);
  const model: FormModel = { ...head, form: 'handover-minutes', basis: null, preparerTitle: null, minutes };
  return { model, rows: lines.length, about };
}

function withoutNumbers(minutes: HandoverMinutes): HandoverMinutes {
  return { ...minutes, receiver: { ...minutes.receiver, personalId: maskNumber(minutes.receiver.personalId) } };
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
