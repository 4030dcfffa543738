/** Every field of every record in words, for the timeline, the import's preview and messages. */
import type { RecordTableName, recordTables } from '../records/record-tables.ts';
import type { ValueList } from './values.ts';
import type { Language } from './language.ts';

type FieldOf<Name extends RecordTableName> = keyof (typeof recordTables)[Name]['fields']['shape'] & string;
export interface FieldWords {
  vi: string;
  en: string;
  /** How a value is shown: as a day, as words of a closed list, as digits in groups, as yes or no; else as it is. */
  shows?: 'day' | 'instant' | 'digits' | 'yesNo' | 'money' | ValueList;
}

const voided = {
  voidedAt: { vi: 'Ra khỏi sổ lúc', en: 'Taken out at', shows: 'instant' },
  voidReason: { vi: 'Lý do ra khỏi sổ', en: 'Reason for taking out' },
} as const;
const province = { vi: 'Tỉnh, thành phố', en: 'Province' } as const;
const commune = { vi: 'Xã, phường', en: 'Commune' } as const;
const village = { vi: 'Thôn, bản', en: 'Village' } as const;
const round = { vi: 'Đợt', en: 'Round' } as const;
const student = { vi: 'Học sinh', en: 'Pupil' } as const;
const device = { vi: 'Thiết bị', en: 'Device' } as const;
const member = { vi: 'Trường, cơ quan', en: 'School or office' } as const;
const reason = { vi: 'Lý do', en: 'Reason' } as const;

export const recordFieldWords: { [Name in RecordTableName]: Record<FieldOf<Name>, FieldWords> } = {
  people: {
    name: { vi: 'Họ và tên', en: 'Full name' },
    role: { vi: 'Vai trò', en: 'Role', shows: 'personRole' },
    ...voided,
  },
  schools: {
    code: { vi: 'Mã trường', en: 'School code' },
    name: { vi: 'Tên trường', en: 'School name' },
    level: { vi: 'Cấp học', en: 'Level', shows: 'schoolLevel' },
    schoolYear: { vi: 'Năm học', en: 'School year' },
    province,
    commune,
    principalName: { vi: 'Hiệu trưởng', en: 'Principal' },
    principalTitle: { vi: 'Chức vụ in trên giấy', en: 'Title on papers' },
    officeLevel: { vi: 'Cấp của cơ quan quản lý', en: 'Level of the superior office', shows: 'officeLevel' },
    officeName: { vi: 'Tên cơ quan quản lý', en: 'Superior office' },
  },
  offices: {
    code: { vi: 'Mã cơ quan', en: 'Office code' },
    name: { vi: 'Tên cơ quan', en: 'Office name' },
    level: { vi: 'Cấp', en: 'Level', shows: 'officeLevel' },
    province,
    commune,
  },
  sites: {
    name: { vi: 'Tên điểm trường', en: 'Site name' },
    village,
    isMain: { vi: 'Điểm chính', en: 'Main site', shows: 'yesNo' },
    ...voided,
  },
  classes: {
    name: { vi: 'Tên lớp', en: 'Class' },
    schoolYear: { vi: 'Năm học', en: 'School year' },
    site: { vi: 'Điểm trường', en: 'Site' },
    homeroomTeacher: { vi: 'Giáo viên chủ nhiệm', en: 'Homeroom teacher' },
    ...voided,
  },
  households: {
    headName: { vi: 'Chủ hộ', en: 'Head of household' },
    headPersonalId: { vi: 'Số định danh chủ hộ', en: 'Personal ID of the head', shows: 'digits' },
    province,
    commune,
    village,
    ...voided,
  },
  poverty_statuses: {
    household: { vi: 'Hộ gia đình', en: 'Household' },
    status: { vi: 'Diện hộ', en: 'Household status', shows: 'povertyLevel' },
    reviewYear: { vi: 'Năm rà soát', en: 'Year of review' },
    standard: { vi: 'Chuẩn áp dụng', en: 'Standard applied', shows: 'povertyStandard' },
    certificateNo: { vi: 'Số giấy chứng nhận', en: 'Certificate number' },
    certificateDate: { vi: 'Ngày cấp giấy', en: 'Certificate issued on', shows: 'day' },
    certificateCommune: { vi: 'Nơi cấp giấy', en: 'Certificate issued by' },
    validFrom: { vi: 'Áp dụng từ ngày', en: 'Counts from', shows: 'day' },
    ...voided,
  },
  students: {
    moetId: { vi: 'Mã học sinh', en: 'Pupil code', shows: 'digits' },
    personalId: { vi: 'Số định danh cá nhân', en: 'Personal ID', shows: 'digits' },
    fullName: { vi: 'Họ và tên', en: 'Full name' },
    sortName: { vi: 'Tên để xếp', en: 'Name to sort by' },
    birthDate: { vi: 'Ngày sinh', en: 'Date of birth', shows: 'day' },
    gender: { vi: 'Giới tính', en: 'Gender', shows: 'gender' },
    ethnicity: { vi: 'Dân tộc', en: 'Ethnicity' },
    class: { vi: 'Lớp', en: 'Class' },
    household: { vi: 'Hộ gia đình', en: 'Household' },
    note: { vi: 'Ghi chú', en: 'Note' },
    ...voided,
  },
  guardians: {
    student,
    name: { vi: 'Họ tên người giám hộ', en: 'Name of guardian' },
    relation: { vi: 'Quan hệ', en: 'Relation', shows: 'relation' },
    phone: { vi: 'Điện thoại', en: 'Phone', shows: 'digits' },
    personalId: { vi: 'Số định danh người giám hộ', en: 'Personal ID of guardian', shows: 'digits' },
    ...voided,
  },
  rounds: {
    name: { vi: 'Tên đợt', en: 'Round' },
    source: { vi: 'Nguồn máy', en: 'Source of devices' },
    mode: { vi: 'Cách giao', en: 'Given or lent', shows: 'handoverMode' },
    entitlement: { vi: 'Ai được một máy', en: 'Who gets one device', shows: 'entitlement' },
    ...voided,
  },
  deliveries: {
    round,
    documentNumber: { vi: 'Số biên bản', en: 'Document number' },
    documentDate: { vi: 'Ngày biên bản', en: 'Document date', shows: 'day' },
    giver: { vi: 'Bên giao', en: 'Given by' },
    receivedOn: { vi: 'Ngày nhận', en: 'Received on', shows: 'day' },
    ...voided,
  },
  devices: {
    delivery: { vi: 'Lần nhận máy', en: 'Delivery' },
    round,
    name: { vi: 'Tên thiết bị', en: 'Device' },
    brand: { vi: 'Hãng', en: 'Brand' },
    model: { vi: 'Kiểu máy', en: 'Model' },
    serialNumber: { vi: 'Số sê-ri', en: 'Serial number' },
    imei: { vi: 'IMEI', en: 'IMEI' },
    imei2: { vi: 'IMEI 2', en: 'IMEI 2' },
    simNumber: { vi: 'Số thuê bao SIM', en: 'SIM number', shows: 'digits' },
    iccid: { vi: 'Số ICCID', en: 'ICCID' },
    accessories: { vi: 'Phụ kiện', en: 'Accessories' },
    price: { vi: 'Giá trị (đồng)', en: 'Price (đồng)', shows: 'money' },
    condition: { vi: 'Tình trạng', en: 'Condition' },
    note: { vi: 'Ghi chú', en: 'Note' },
    ...voided,
  },
  assignments: { student, device, round, ...voided },
  receipts: {
    kind: { vi: 'Loại giấy', en: 'Kind of paper', shows: 'receiptKind' },
    student,
    device,
    round,
    mode: { vi: 'Cách giao', en: 'Given or lent', shows: 'handoverMode' },
    receiverName: { vi: 'Người ký nhận', en: 'Signed by' },
    receiverRelation: { vi: 'Quan hệ của người ký', en: 'Relation of who signed', shows: 'relation' },
    receiverPersonalId: { vi: 'Số định danh người ký', en: 'Personal ID of who signed', shows: 'digits' },
    receivedOn: { vi: 'Ngày ký nhận', en: 'Signed on', shows: 'day' },
    cancels: { vi: 'Huỷ giấy', en: 'Cancels' },
    reason,
    overrideReason: { vi: 'Lý do cho nhận thêm', en: 'Reason for a second device' },
  },
  movements: {
    device,
    kind: { vi: 'Loại xuất nhập', en: 'Kind of movement', shows: 'movementKind' },
    movedOn: { vi: 'Ngày', en: 'Day', shows: 'day' },
    receipt: { vi: 'Giấy ký nhận', en: 'Receipt' },
    delivery: { vi: 'Lần nhận máy', en: 'Delivery' },
    reason,
  },
  attachments: {
    receipt: { vi: 'Giấy ký nhận', en: 'Receipt' },
    student,
    name: { vi: 'Tên tệp', en: 'File name' },
    mediaType: { vi: 'Loại tệp', en: 'Kind of file' },
    sizeBytes: { vi: 'Cỡ tệp (byte)', en: 'Size (bytes)' },
    sha256: { vi: 'Mã băm', en: 'Hash' },
    ...voided,
  },
  events: {
    kind: { vi: 'Việc', en: 'What' },
    details: { vi: 'Chi tiết', en: 'Details' },
  },
  deletions: {
    reason: { ...reason, shows: 'erasureReason' },
    basis: { vi: 'Căn cứ', en: 'Basis' },
    erasedOn: { vi: 'Ngày xoá', en: 'Erased on', shows: 'day' },
    schoolYear: { vi: 'Năm học', en: 'School year' },
    pupils: { vi: 'Số học sinh', en: 'Pupils' },
    poor: { vi: 'Hộ nghèo', en: 'Poor' },
    nearPoor: { vi: 'Hộ cận nghèo', en: 'Near-poor' },
    none: { vi: 'Hộ khác', en: 'Other households' },
    unknown: { vi: 'Chưa ghi diện', en: 'Status unknown' },
    received: { vi: 'Đã nhận máy', en: 'Had received a device' },
    households: { vi: 'Số hộ', en: 'Households' },
    receipts: { vi: 'Số giấy ký nhận', en: 'Receipts' },
    attachments: { vi: 'Số bản chụp', en: 'Attachments' },
    changes: { vi: 'Số dòng nhật ký đã xoá nội dung', en: 'Journal lines without content' },
  },
  erasures: {
    subject: { vi: 'Mã nội bộ', en: 'Internal id' },
    deletion: { vi: 'Biên bản xoá', en: 'Minutes of deletion' },
  },
  enrolments: {
    member,
    role: { vi: 'Vai trò', en: 'Role' },
    code: { vi: 'Mã', en: 'Code' },
    name: { vi: 'Tên', en: 'Name' },
    signKey: { vi: 'Khóa ký', en: 'Signing key' },
    recipient: { vi: 'Khóa nhận', en: 'Receiving key' },
    ...voided,
  },
  revocations: {
    member,
    replica: { vi: 'Máy tính ghi sổ', en: 'PC' },
    lastSeq: { vi: 'Thay đổi cuối cùng còn nhận', en: 'Last change taken' },
    reason,
    ...voided,
  },
  refusals: {
    member,
    change: { vi: 'Thay đổi', en: 'Change' },
    recordTable: { vi: 'Loại bản ghi', en: 'Kind of record' },
    record: { vi: 'Bản ghi', en: 'Record' },
    reason,
    ...voided,
  },
};

/** Names that a flat record of the contract uses beside the fields of the pupil and the device. */
const flatFieldWords: Record<string, FieldWords> = {
  className: { vi: 'Lớp', en: 'Class' },
  familyName: { vi: 'Họ và tên đệm', en: 'Family and middle name' },
  givenName: { vi: 'Tên', en: 'Given name' },
  province,
  commune,
  village,
  povertyStatus: { vi: 'Diện hộ', en: 'Household status', shows: 'povertyLevel' },
  status: recordFieldWords.poverty_statuses.status,
  reviewYear: recordFieldWords.poverty_statuses.reviewYear,
  standard: recordFieldWords.poverty_statuses.standard,
  certificateNo: recordFieldWords.poverty_statuses.certificateNo,
  certificateDate: recordFieldWords.poverty_statuses.certificateDate,
  certificateCommune: recordFieldWords.poverty_statuses.certificateCommune,
  validFrom: recordFieldWords.poverty_statuses.validFrom,
  headName: recordFieldWords.households.headName,
  headPersonalId: recordFieldWords.households.headPersonalId,
  guardianName: recordFieldWords.guardians.name,
  guardianRelation: recordFieldWords.guardians.relation,
  guardianPhone: recordFieldWords.guardians.phone,
  guardianPersonalId: recordFieldWords.guardians.personalId,
  fatherName: { vi: 'Họ tên cha', en: 'Father' },
  motherName: { vi: 'Họ tên mẹ', en: 'Mother' },
  phone: recordFieldWords.guardians.phone,
  documentNumber: recordFieldWords.deliveries.documentNumber,
  documentDate: recordFieldWords.deliveries.documentDate,
  giver: recordFieldWords.deliveries.giver,
  receivedOn: { vi: 'Ngày nhận', en: 'Received on', shows: 'day' },
  receiverName: recordFieldWords.receipts.receiverName,
  receiverRelation: recordFieldWords.receipts.receiverRelation,
  receiverPersonalId: recordFieldWords.receipts.receiverPersonalId,
};

/** Parts of a form, by the table whose fields they hold: guardian.name, household.village. */
const formParts: Readonly<Record<string, RecordTableName>> = {
  guardian: 'guardians',
  household: 'households',
  povertyStatus: 'poverty_statuses',
};

/** The words of a field: of a table's when it or the part of a form is named, else of a flat record's. */
export function findFieldWords(field: string, named?: string): FieldWords | undefined {
  const path = field.split('.');
  const last = path.at(-1) ?? field;
  const table = named ?? formParts[path.at(-2) ?? ''];
  const tables: Partial<Record<string, Partial<Record<string, FieldWords>>>> = recordFieldWords;
  if (table !== undefined) return tables[table]?.[last];
  return flatFieldWords[last] ?? tables['students']?.[last] ?? tables['devices']?.[last] ?? tables['schools']?.[last];
}

/** The name of a field in words; one that nothing knows stays as it is. */
export function fieldName(language: Language, field: string, table?: string): string {
  return findFieldWords(field, table)?.[language] ?? field;
}

/** Each table in words, in the singular. */
export const tableWords: Record<RecordTableName, Record<Language, string>> = {
  people: { vi: 'Người dùng', en: 'Person' },
  schools: { vi: 'Trường', en: 'School' },
  offices: { vi: 'Cơ quan quản lý', en: 'Office' },
  sites: { vi: 'Điểm trường', en: 'Site' },
  classes: { vi: 'Lớp', en: 'Class' },
  households: { vi: 'Hộ gia đình', en: 'Household' },
  poverty_statuses: { vi: 'Diện hộ', en: 'Household status' },
  students: { vi: 'Học sinh', en: 'Pupil' },
  guardians: { vi: 'Cha mẹ, người giám hộ', en: 'Parent or guardian' },
  rounds: { vi: 'Đợt', en: 'Round' },
  deliveries: { vi: 'Lần nhận máy', en: 'Delivery' },
  devices: { vi: 'Thiết bị', en: 'Device' },
  assignments: { vi: 'Phân máy', en: 'Planned device' },
  receipts: { vi: 'Giấy ký nhận', en: 'Receipt' },
  movements: { vi: 'Xuất nhập kho', en: 'Stock movement' },
  attachments: { vi: 'Bản chụp', en: 'Attachment' },
  events: { vi: 'Việc được nhớ', en: 'Event' },
  deletions: { vi: 'Biên bản xoá', en: 'Minutes of deletion' },
  erasures: { vi: 'Xoá dữ liệu', en: 'Erasure' },
  enrolments: { vi: 'Đơn vị đã kết nối', en: 'Enrolled side' },
  revocations: { vi: 'Máy tính bị ngừng nhận', en: 'Revoked PC' },
  refusals: { vi: 'Thay đổi không được nhận', en: 'Refused change' },
};
