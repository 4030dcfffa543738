/** The tidy export: pupils, devices and receipts as one workbook, for an office that only has Excel. */
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type ExcelJS from 'exceljs';
import { escapeForCell } from './fill-form.ts';
import { loadExcelJs } from './load-exceljs.ts';

/** ISO calendar day, `2026-09-05`. */
type Day = string;

/** Whose line it is, where the workbook holds those of many schools. */
type OfSchool = {
  schoolCode: string | null;
  schoolName: string | null;
};

/** A line of the sheet “Học sinh”. */
export type ExportStudent = OfSchool & {
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
export type ExportDevice = OfSchool & {
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
export type ExportReceipt = OfSchool & {
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

export type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;

/** Rows may come from generators, so that a long register is never whole in memory. No personal ID numbers. */
export type ExportModel = {
  students: Rows<ExportStudent>;
  devices: Rows<ExportDevice>;
  receipts: Rows<ExportReceipt>;
  /** True for an office: every line begins with its school. */
  hasSchools: boolean;
};

type Kind = 'text' | 'day' | 'year' | 'money';
type Value = string | number | null;
export type ExportColumn<Row> = readonly [heading: string, width: number, kind: Kind, value: (row: Row) => Value];

const schoolColumns: readonly ExportColumn<OfSchool>[] = [
  ['Mã trường', 12, 'text', (row) => row.schoolCode],
  ['Trường', 30, 'text', (row) => row.schoolName],
];

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

/** What a sheet holds at most, heading included. */
const mostRows = 1_048_576;
/** After so many rows the program's other work has its turn, and what was written is packed. */
const rowsPerTurn = 500;

/** Writes the rows; what one sheet cannot hold goes on in another, “Học sinh 2”. */
async function writeSheets<Row>(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  columns: readonly ExportColumn<Row>[],
  rows: Rows<Row>,
  rowsPerSheet: number,
): Promise<void> {
  let sheet = openSheet(workbook, name, columns);
  let sheets = 1;
  let count = 1;
  const close = (): void => {
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: count, column: columns.length } };
    sheet.commit();
  };
  for await (const row of rows) {
    if (count === rowsPerSheet) {
      close();
      sheets += 1;
      sheet = openSheet(workbook, `${name} ${sheets}`, columns);
      count = 1;
    }
    addRow(sheet, columns, row);
    count += 1;
    if (count % rowsPerTurn === 0) await setImmediate();
  }
  close();
}

function openSheet<Row>(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  name: string,
  columns: readonly ExportColumn<Row>[],
): ExcelJS.Worksheet {
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
  return sheet;
}

function addRow<Row>(sheet: ExcelJS.Worksheet, columns: readonly ExportColumn<Row>[], row: Row): void {
  const added = sheet.addRow(columns.map(([, , kind, value]) => cellValue(value(row), kind)));
  columns.forEach(([, , kind], index) => {
    const cell = kind === 'day' ? added.getCell(index + 1) : undefined;
    if (typeof cell?.value === 'string') cell.numFmt = formats.text;
  });
  added.commit();
}

/** Writes one table into the workbook; what a sheet cannot hold goes on in another. */
export type WriteTable = <Row>(name: string, columns: readonly ExportColumn<Row>[], rows: Rows<Row>) => Promise<void>;

/** A workbook as .xlsx bytes, its tables written one after another by `fill`. `rowsPerSheet` counts the heading. */
export async function writeWorkbook(
  fill: (write: WriteTable) => Promise<void>,
  rowsPerSheet = mostRows,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { stream: writers } = await loadExcelJs();
  const workbook = new writers.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  await fill((name, columns, rows) => writeSheets(workbook, name, columns, rows, rowsPerSheet));
  await workbook.commit();
  return new Uint8Array(Buffer.concat(chunks));
}

/**
 * The export as .xlsx bytes: sheets “Học sinh”, “Thiết bị”, “Giấy ký nhận”, one heading row each, frozen and with a
 * filter. IDs and phone numbers are text, days real dates. `rowsPerSheet` counts the heading.
 */
export function writeExport(model: ExportModel, rowsPerSheet = mostRows): Promise<Uint8Array> {
  const first: readonly ExportColumn<OfSchool>[] = model.hasSchools ? schoolColumns : [];
  return writeWorkbook(async (write) => {
    await write('Học sinh', [...first, ...studentColumns], model.students);
    await write('Thiết bị', [...first, ...deviceColumns], model.devices);
    await write('Giấy ký nhận', [...first, ...receiptColumns], model.receipts);
  }, rowsPerSheet);
}
