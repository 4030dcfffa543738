/** Models of both forms with invented people, for tests and for the pictures in docs/forms/. */
import type { FormSchool } from '../../../core/forms/form-heading.ts';
import type { HandoverMinutes, HandoverMinutesModel } from '../../../core/forms/form-models.ts';
import type { ReceiptListModel, ReceiptListRow } from '../../../core/forms/form-models.ts';

export const inventedSchool: FormSchool = {
  name: 'Trường TH&THCS Chiềng Châu',
  code: '14119512',
  superiorOfficeName: 'UBND xã Mai Châu',
  place: 'Mai Châu',
  schoolYear: '2026-2027',
  principalName: 'Bùi Văn Thịnh',
  principalTitle: null,
};

const familyNames = ['Lò Thị', 'Hà Công', 'Giàng A', 'Vàng Thị', 'Quàng Văn', 'Lường Thị Minh', 'Khà Văn'];
const givenNames = ['Loan', 'Thắng', 'Chứ', 'Mỷ', 'Hặc', 'Nguyệt', 'Ướng', 'Đức', 'Pàng', 'Sua', 'Biên'];
const receivers = [
  { receiverName: 'Vì Thị Pấng', receiverRelation: 'mother' },
  { receiverName: 'Hà Công Hặc', receiverRelation: 'father' },
  { receiverName: 'Giàng Thị Sua', receiverRelation: 'grandmother' },
  { receiverName: 'Lường Văn Inh', receiverRelation: 'guardian' },
] as const;

function pick<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length] as Item;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Row `index` of an invented F2; every fifth pupil has a device without SIM. */
export function inventedRow(index: number): ReceiptListRow {
  const hasSim = index % 5 !== 4;
  return {
    studentId: `student-${index}`,
    fullName: `${pick(familyNames, index)} ${pick(givenNames, index * 3 + 1)}`,
    birthDate: `2015-${twoDigits((index % 12) + 1)}-${twoDigits((index % 27) + 1)}`,
    className: pick(['6A', '6B', '7A'], index),
    povertyStatus: pick(['poor', 'near_poor', 'poor'] as const, index),
    deviceName: 'Máy tính bảng',
    deviceModel: pick(['Samsung SM-T225', 'Lenovo TB-8506X'], index),
    serialNumber: `R9WT4${String(10_000 + index * 37)}K`,
    imei: `3520990017${String(61_481 + index * 11).padStart(5, '0')}`,
    simNumber: hasSim ? `03860${String(12_340 + index)}` : null,
    iccid: hasSim ? `8984048000${String(1_234_567_890 + index)}` : null,
    accessories: 'Sạc, cáp, bao da',
    condition: 'Mới',
    ...pick(receivers, index),
    receivedOn: '2026-09-05',
    note: null,
  };
}

/** F2 with `count` rows, done unless told otherwise. */
export function inventedReceiptList(count: number, changes: Partial<ReceiptListModel> = {}): ReceiptListModel {
  return {
    form: 'receipt-list',
    school: inventedSchool,
    documentNumber: null,
    code: '3f2a9c01be-1234',
    date: '2026-09-05',
    round: { name: 'Đợt 1', source: 'Quỹ “Máy tính cho em” tỉnh Phú Thọ', mode: 'gift' },
    preparerName: 'Hà Thị Loan',
    className: null,
    homeroomTeacher: null,
    isPlanned: false,
    rows: Array.from({ length: count }, (_, index) => inventedRow(index)),
    ...changes,
  };
}

/** One invented pupil's minutes. */
export function inventedMinutes(index: number): HandoverMinutes {
  const row = inventedRow(index);
  return {
    documentNumber: `${index + 1}/BB-THCSCC`,
    mode: pick(['gift', 'loan'] as const, index),
    loanUntil: pick([null, '2027-05-31'], index),
    receivedOn: null,
    student: {
      fullName: row.fullName,
      birthDate: row.birthDate,
      className: row.className,
      moetId: `14${String(10_203_040 + index)}`,
      povertyStatus: row.povertyStatus,
      certificateNo: `${120 + index}/GCN-HN`,
      certificateDate: '2026-01-02',
      signsToo: true,
    },
    receiver: {
      name: row.receiverName,
      relation: row.receiverRelation,
      personalId: `0171860${String(12_300 + index).padStart(5, '0')}`,
      idIssuedOn: '2022-08-11',
      idIssuedBy: 'Cục Cảnh sát QLHC về TTXH',
      phone: `09780${String(11_220 + index)}`,
      address: 'xóm Chiềng Châu, xã Mai Châu, tỉnh Phú Thọ',
    },
    device: {
      name: row.deviceName,
      brand: 'Samsung',
      model: 'Galaxy Tab A7 Lite SM-T225',
      serialNumber: row.serialNumber,
      imei: row.imei,
      price: 3_290_000,
      condition: row.condition,
      accessories: row.accessories,
      note: null,
      simNumber: row.simNumber,
      iccid: row.iccid,
      carrier: row.simNumber && 'Viettel',
      dataPlan: row.simNumber && '4 GB/ngày',
      simActivatedOn: row.simNumber && '2026-09-05',
      simExpiresOn: null,
    },
  };
}

/** F3 for `count` pupils. */
export function inventedHandoverMinutes(
  count: number,
  changes: Partial<HandoverMinutesModel> = {},
): HandoverMinutesModel {
  return {
    form: 'handover-minutes',
    school: inventedSchool,
    documentNumber: null,
    code: '3f2a9c01be-1234',
    date: '2026-09-05',
    round: { name: 'Đợt 1', source: 'Quỹ “Máy tính cho em” tỉnh Phú Thọ', mode: 'gift' },
    preparerName: 'Hà Thị Loan',
    preparerTitle: 'Nhân viên văn thư',
    basis: 'Kế hoạch số 12/KH-UBND ngày 20 tháng 8 năm 2026 của UBND xã Mai Châu về phân bổ máy tính cho học sinh',
    minutes: Array.from({ length: count }, (_, index) => inventedMinutes(index)),
    ...changes,
  };
}
