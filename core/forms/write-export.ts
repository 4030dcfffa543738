/** The tidy export: pupils, devices and receipts as one workbook, for an office that only has Excel. */
import { PassThrough } from 'node:stream';
import type ExcelJS from 'exceljs';
import { escapeForCell } from './fill-form.ts';
import { loadExcelJs } from './load-exceljs.ts';

/** ISO calendar day, `2026-09-05`. */
type Day = string;

/** A line of the sheet “Học sinh”. */
export type ExportStudent = {
  className: string | null;
  /** Mã định danh of the ministry, 10 digits as text. */
  moetId: string | null;
  fullName: string;
  birthDate: Day | null;
  /** Words as they are to be read: Nữ, Mường, Hộ nghèo. */
  gender: string | null;
  ethnicity: string | null;
  povertyStatus: string | null;
  /** Năm rà soát. */
  reviewYear: number | null;
  certificateNo: string | null;
  certificateDate: Day | null;
  householdHead: string | null;
  guardianName: string | null;
  phone: string | null;
  village: string | null;
  commune: string | null;
  province: string | null;
  /** Of the device that the pupil holds. */
  serialNumber: string | null;
  receivedOn: Day | null;
  note: string | null;
};

/** A line of the sheet “Thiết bị”. */
export type ExportDevice = {
  round: string | null;
  name: string | null;
  brand: string | null;
  model: string | null;
  serialNumber: string;
  imei: string | null;
  imei2: string | null;
  simNumber: string | null;
  iccid: string | null;
  accessories: string | null;
  /** Giá trị in đồng. */
  price: number | null;
  condition: string | null;
  /** Words: Trong kho, Đã phân, Đã giao. */
  state: string | null;
  holderName: string | null;
  holderClass: string | null;
  note: string | null;
};

/** A line of the sheet “Giấy ký nhận”. */
export type ExportReceipt = {
  /** Words: Bàn giao, Hủy. */
  kind: string;
  receivedOn: Day | null;
  round: string | null;
  /** Words: Tặng, Cho mượn. */
  mode: string | null;
  fullName: string;
  className: string | null;
  moetId: string | null;
  serialNumber: string | null;
  imei: string | null;
  receiverName: string | null;
  receiverRelation: string | null;
  reason: string | null;
};

/** Rows may come from generators, so that a long register is never whole in memory. No personal ID numbers. */
export type ExportModel = {
  students: Iterable<ExportStudent>;
  devices: Iterable<ExportDevice>;
  receipts: Iterable<ExportReceipt>;
};

type Kind = 'text' | 'day' | 'year' | 'money';
type Value = string | number | null;
type ExportColumn<Row> = readonly [heading: string, width: number, kind: Kind, value: (row: Row) => Value];

const studentColumns: readonly ExportColumn<ExportStudent>[] = [
  ['Lớp', 8, 'text', (row) => row.className],
  ['Mã định danh', 14, 'text', (row) => row.moetId],
  ['Họ và tên', 26, 'text', (row) => row.fullName],
  ['Ngày sinh', 12, 'day', (row) => row.birthDate],
  ['Giới tính', 10, 'text', (row) => row.gender],
  ['Dân tộc', 12, 'text', (row) => row.ethnicity],
  ['Đối tượng', 14, 'text', (row) => row.povertyStatus],
  ['Năm rà soát', 12, 'year', (row) => row.reviewYear],
  ['Số giấy chứng nhận', 18, 'text', (row) => row.certificateNo],
  ['Ngày giấy chứng nhận', 20, 'day', (row) => row.certificateDate],
  ['Chủ hộ', 24, 'text', (row) => row.householdHead],
  ['Cha, mẹ, người giám hộ', 24, 'text', (row) => row.guardianName],
  ['Điện thoại', 14, 'text', (row) => row.phone],
  ['Thôn, xóm, bản', 20, 'text', (row) => row.village],
  ['Xã, phường', 18, 'text', (row) => row.commune],
  ['Tỉnh, thành phố', 18, 'text', (row) => row.province],
  ['Số sê-ri máy', 18, 'text', (row) => row.serialNumber],
  ['Ngày nhận máy', 14, 'day', (row) => row.receivedOn],
  ['Ghi chú', 30, 'text', (row) => row.note],
];

const deviceColumns: readonly ExportColumn<ExportDevice>[] = [
  ['Đợt', 16, 'text', (row) => row.round],
  ['Tên thiết bị', 18, 'text', (row) => row.name],
  ['Nhãn hiệu', 14, 'text', (row) => row.brand],
  ['Model', 18, 'text', (row) => row.model],
  ['Số sê-ri', 18, 'text', (row) => row.serialNumber],
  ['IMEI', 18, 'text', (row) => row.imei],
  ['IMEI 2', 18, 'text', (row) => row.imei2],
  ['Số thuê bao', 14, 'text', (row) => row.simNumber],
  ['ICCID', 23, 'text', (row) => row.iccid],
  ['Phụ kiện', 20, 'text', (row) => row.accessories],
  ['Giá trị (đồng)', 15, 'money', (row) => row.price],
  ['Tình trạng', 14, 'text', (row) => row.condition],
  ['Trạng thái', 12, 'text', (row) => row.state],
  ['Học sinh giữ máy', 26, 'text', (row) => row.holderName],
  ['Lớp', 8, 'text', (row) => row.holderClass],
  ['Ghi chú', 30, 'text', (row) => row.note],
];

const receiptColumns: readonly ExportColumn<ExportReceipt>[] = [
  ['Loại', 12, 'text', (row) => row.kind],
  ['Ngày nhận', 12, 'day', (row) => row.receivedOn],
  ['Đợt', 16, 'text', (row) => row.round],
  ['Hình thức', 12, 'text', (row) => row.mode],
  ['Họ và tên học sinh', 26, 'text', (row) => row.fullName],
  ['Lớp', 8, 'text', (row) => row.className],
  ['Mã định danh', 14, 'text', (row) => row.moetId],
  ['Số sê-ri', 18, 'text', (row) => row.serialNumber],
  ['IMEI', 18, 'text', (row) => row.imei],
  ['Người nhận', 26, 'text', (row) => row.receiverName],
  ['Quan hệ', 14, 'text', (row) => row.receiverRelation],
  ['Lý do', 30, 'text', (row) => row.reason],
];

/** Longest text that a cell holds. */
const longestText = 32_767;
/** Text format: what looks like a formula or a number stays text, also after somebody edits the cell. */
const formats: Readonly<Record<Kind, string>> = { text: '@', day: 'dd/mm/yyyy', year: '0', money: '#,##0' };

/** A day as the date that spreadsheets count; one that they cannot count (before 1 March 1900) stays text. */
function dayValue(day: string): Date | string {
  const date = new Date(`${day}T00:00:00Z`);
  const isCalendarDay = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
  return isCalendarDay && day >= '1900-03-01' ? date : day;
}

function cellValue(value: Value, kind: Kind): Date | string | number | null {
  if (value === null || typeof value === 'number') return value;
  if (kind === 'day') return dayValue(value);
  return escapeForCell(value.toWellFormed().replace(/[\uFFFE\uFFFF]/g, '')).slice(0, longestText) || null;
}

function writeSheet<Row>(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  columns: readonly ExportColumn<Row>[],
  rows: Iterable<Row>,
): void {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1, xSplit: 0 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  const a4 = 9;
  Object.assign(sheet.pageSetup, { paperSize: a4, printTitlesRow: '1:1' });
  sheet.columns = columns.map(([, width, kind]) => ({ width, style: { numFmt: formats[kind] } }));
  const head = sheet.addRow(columns.map(([heading]) => heading));
  head.eachCell((cell) => {
    cell.style = { numFmt: formats.text, font: { name: 'Calibri', size: 11, bold: true } };
  });
  head.commit();
  let count = 1;
  for (const row of rows) {
    const added = sheet.addRow(columns.map(([, , kind, value]) => cellValue(value(row), kind)));
    columns.forEach(([, , kind], index) => {
      const cell = kind === 'day' ? added.getCell(index + 1) : undefined;
      if (typeof cell?.value === 'string') cell.numFmt = formats.text;
    });
    added.commit();
    count += 1;
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: count, column: columns.length } };
  sheet.commit();
}

/**
 * The export as .xlsx bytes: sheets “Học sinh”, “Thiết bị”, “Giấy ký nhận”, one heading row each, frozen and with a
 * filter. IDs and phone numbers are text, days real dates.
 */
export async function writeExport(model: ExportModel): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { stream: writers } = await loadExcelJs();
  const workbook = new writers.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  writeSheet(workbook, 'Học sinh', studentColumns, model.students);
  writeSheet(workbook, 'Thiết bị', deviceColumns, model.devices);
  writeSheet(workbook, 'Giấy ký nhận', receiptColumns, model.receipts);
  await workbook.commit();
  return new Uint8Array(Buffer.concat(chunks));
}
