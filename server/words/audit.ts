/** What the command line says of the journal of what was done. */

const vi = {
  list: 'in nhật ký: ai làm gì, lúc nào, ô nào từ gì thành gì; --out ghi ra .xlsx',
  since: 'từ ngày, dạng NĂM-THÁNG-NGÀY',
  until: 'đến hết ngày',
  person: 'tên người làm',
  kind: 'loại việc: change (sửa trong sổ), sign_in, sign_in_failed, print, export, import, id_number_viewed…',
  table: 'tên bảng, ví dụ students',
  student: 'mã, số định danh hoặc id của học sinh',
  serial: 'số sê-ri hoặc IMEI của máy',
  out: 'tệp .xlsx',
  none: 'Không có việc nào như đã chọn.',
  nobody: '(chưa ai ngồi máy)',
  created: 'mới',
};

export type AuditWords = typeof vi;

const en: AuditWords = {
  list: 'print the journal: who did what, when, each field before and after; --out writes .xlsx',
  since: 'from this day on, YYYY-MM-DD',
  until: 'to the end of this day',
  person: 'name of who did it',
  kind: 'kind: change (in a record), sign_in, sign_in_failed, print, export, import, id_number_viewed…',
  table: 'name of a table, such as students',
  student: 'code, personal ID or id of a pupil',
  serial: 'serial number or IMEI of a device',
  out: '.xlsx file',
  none: 'Nothing of what was chosen was done.',
  nobody: '(nobody seated)',
  created: 'new',
};

export const auditWords = { vi, en };
