/** Turns a form's model into the texts that its template can name; resources/forms/README.md lists them all. */
import { assertNever } from '../../shared/problems.ts';
import type { FormSchool } from './form-heading.ts';
import type { FormModel, HandoverMinutes, HandoverMinutesModel } from './form-models.ts';
import type { ReceiptListModel, ReceiptListRow } from './form-models.ts';
import {
  capitalFirst,
  capitals,
  count,
  documentNumber,
  dong,
  groupedIccid,
  groupedImei,
  longDay,
  oneLine,
  relationWords,
  sentenceCase,
  shortDay,
} from './form-text.ts';
import type { FormValues } from './placeholders.ts';
import { privacyFormValues } from './privacy-form-values.ts';

const povertyWords = { poor: 'hộ nghèo', near_poor: 'hộ cận nghèo', none: 'khác' } as const;

/** A deputy signs for the head: `KT. HIỆU TRƯỞNG` above `PHÓ HIỆU TRƯỞNG` (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7). */
function signatoryTitle(title: string | null): string {
  const caps = capitals(oneLine(title)) ?? 'HIỆU TRƯỞNG';
  return caps.startsWith('PHÓ ') ? `KT. ${caps.slice(4)}\n${caps}` : caps;
}

function schoolValues(school: FormSchool): FormValues {
  const office = oneLine(school.superiorOfficeName);
  return {
    name: oneLine(school.name),
    nameCaps: capitals(oneLine(school.name)),
    code: oneLine(school.code),
    office,
    officeCaps: capitals(office),
    place: oneLine(school.place),
    year: oneLine(school.schoolYear)?.replace('-', '–') ?? null,
    principalName: oneLine(school.principalName),
    principalTitle: sentenceCase(oneLine(school.principalTitle)) ?? 'Hiệu trưởng',
    signatoryTitle: signatoryTitle(school.principalTitle),
  };
}

function commonValues(model: FormModel): FormValues {
  return {
    preparer: { name: oneLine(model.preparerName) },
    school: schoolValues(model.school),
    round: {
      name: oneLine(model.round?.name),
      source: oneLine(model.round?.source),
      isGift: model.round?.mode === 'gift',
      isLoan: model.round?.mode === 'loan',
    },
  };
}

function rowValues(row: ReceiptListRow, number: number, isPlanned: boolean): FormValues {
  const [deviceName, deviceModel] = [oneLine(row.deviceName), oneLine(row.deviceModel)];
  const [simNumber, iccid] = [oneLine(row.simNumber), oneLine(row.iccid)];
  const iccidGrouped = groupedIccid(iccid);
  return {
    number,
    fullName: oneLine(row.fullName),
    birthDate: shortDay(row.birthDate),
    className: oneLine(row.className),
    povertyStatus: row.povertyStatus && capitalFirst(povertyWords[row.povertyStatus]),
    device: [deviceName, deviceModel].filter((part) => part !== null).join(', ') || null,
    deviceName,
    deviceModel,
    serialNumber: oneLine(row.serialNumber),
    imei: oneLine(row.imei),
    imeiGrouped: groupedImei(oneLine(row.imei)),
    sim: [simNumber, iccidGrouped].filter((part) => part !== null).join('\n') || null,
    simNumber,
    iccid,
    iccidGrouped,
    accessories: oneLine(row.accessories),
    condition: oneLine(row.condition),
    receiverName: isPlanned ? null : oneLine(row.receiverName),
    receiverRelation: isPlanned || !row.receiverRelation ? null : capitalFirst(relationWords[row.receiverRelation]),
    receivedOn: isPlanned ? null : shortDay(row.receivedOn),
    note: oneLine(row.note),
  };
}

/** How many different pupils stand in the rows. */
function pupilCount(rows: readonly ReceiptListRow[]): string {
  return count(new Set(rows.map((row) => row.studentId)).size);
}

function receiptListValues(model: ReceiptListModel): FormValues {
  const className = oneLine(model.className);
  const rows = model.rows;
  return {
    ...commonValues(model),
    document: {
      number: documentNumber(model.documentNumber),
      date: shortDay(model.date),
      longDate: longDay(model.date),
      code: model.code,
    },
    class: {
      name: className,
      title: className ? `Lớp ${className.replace(/^lớp\s+/iu, '')}` : 'Toàn trường',
      homeroomTeacher: oneLine(model.homeroomTeacher),
    },
    isPlanned: model.isPlanned,
    totals: {
      students: pupilCount(rows),
      devices: count(rows.filter((row) => oneLine(row.serialNumber)).length),
      poor: pupilCount(rows.filter((row) => row.povertyStatus === 'poor')),
      nearPoor: pupilCount(rows.filter((row) => row.povertyStatus === 'near_poor')),
    },
    rows: rows.map((row, index) => rowValues(row, index + 1, model.isPlanned)),
  };
}

function minutesValues(minutes: HandoverMinutes, model: HandoverMinutesModel): FormValues {
  const { student, receiver, device } = minutes;
  return {
    documentNumber: documentNumber(minutes.documentNumber ?? model.documentNumber),
    longDate: longDay(minutes.receivedOn ?? model.date),
    isGift: minutes.mode === 'gift',
    isLoan: minutes.mode === 'loan',
    loanUntil: shortDay(minutes.loanUntil),
    student: {
      fullName: oneLine(student.fullName),
      birthDate: shortDay(student.birthDate),
      className: oneLine(student.className)?.replace(/^lớp\s+/iu, '') ?? null,
      moetId: oneLine(student.moetId),
      povertyStatus: student.povertyStatus && povertyWords[student.povertyStatus],
      certificateNo: oneLine(student.certificateNo),
      certificateDate: shortDay(student.certificateDate),
      signsToo: student.signsToo,
    },
    receiver: {
      name: oneLine(receiver.name),
      isPupil: receiver.relation === 'self',
      relation:
        receiver.relation === 'other' ? 'người nhận thay' : receiver.relation && relationWords[receiver.relation],
      personalId: oneLine(receiver.personalId),
      idIssuedOn: shortDay(receiver.idIssuedOn),
      idIssuedBy: oneLine(receiver.idIssuedBy),
      phone: oneLine(receiver.phone),
      address: oneLine(receiver.address),
    },
    device: {
      name: oneLine(device.name),
      brand: oneLine(device.brand),
      model: oneLine([oneLine(device.brand), oneLine(device.model)].filter((part) => part !== null).join(' ')),
      serialNumber: oneLine(device.serialNumber),
      imei: oneLine(device.imei),
      price: dong(device.price),
      condition: oneLine(device.condition),
      accessories: oneLine(device.accessories),
      note: oneLine(device.note),
      hasSim: oneLine(device.simNumber) !== null || oneLine(device.iccid) !== null,
      simNumber: oneLine(device.simNumber),
      iccid: oneLine(device.iccid),
      carrier: oneLine(device.carrier),
      dataPlan: oneLine(device.dataPlan),
      simActivatedOn: shortDay(device.simActivatedOn),
      simExpiresOn: shortDay(device.simExpiresOn),
    },
  };
}

function handoverMinutesValues(model: HandoverMinutesModel): FormValues {
  return {
    ...commonValues(model),
    document: {
      date: shortDay(model.date),
      longDate: longDay(model.date),
      basis: oneLine(model.basis),
      code: model.code,
    },
    preparer: { name: oneLine(model.preparerName), title: oneLine(model.preparerTitle) },
    minutes: model.minutes.map((minutes) => minutesValues(minutes, model)),
  };
}

/** Everything that the template of `model.form` can name, as printed. */
export function formValues(model: FormModel): FormValues {
  switch (model.form) {
    case 'receipt-list':
      return receiptListValues(model);
    case 'handover-minutes':
      return handoverMinutesValues(model);
    case 'deletion-minutes':
    case 'posting-list':
    case 'consent-form':
    case 'held-data':
      return { ...commonValues(model), ...privacyFormValues(model) };
    default:
      return assertNever(model);
  }
}
