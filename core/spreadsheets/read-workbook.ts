/**
 * Bytes of a file → sheets of plain values, within bounds. The kind of file is told by its content, not by its
 * name: HTML and CSV saved as .xls are common. Formulas are never computed; the value that the file remembers is
 * taken, and a formula without one is text.
 */
import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { isProblem, Problem } from '../../shared/problems.ts';
import { tidyMarkup } from './tidy-markup.ts';
import { decodeText } from './text-encoding.ts';
import { readDelimited } from './read-delimited.ts';
import { readXlsStream } from './tame-xls.ts';
import { listZip, repackZip, toMegabytes, unpackEntry, type ZipLimits } from './unpack-zip.ts';
import type { ByteEncoding, Cell, Merge, SheetTable, Workbook } from './workbook.ts';

export type { Cell, Merge, SheetTable, Workbook } from './workbook.ts';

const largestFileBytes = 64 << 20;
const zipLimits: ZipLimits = { unpackedBytes: 256 << 20, entries: 5000 };
/** Rows that are not blank, over all sheets. */
const mostRows = 200_000;
/** Columns beyond are phantoms. */
const mostColumns = 256;

/**
 * Raises fileEmpty, fileNotATable, filePasswordProtected, fileDamaged, fileTooLarge { megabytes, limitMegabytes },
 * fileTooManyRows { limit }. `fileName` decides nothing; it names a sheet where the format has no names.
 */
export function readWorkbook(bytes: Uint8Array, fileName: string): Workbook {
  if (bytes.length === 0) throw new Problem('fileEmpty');
  if (bytes.length > largestFileBytes) {
    throw new Problem('fileTooLarge', {
      megabytes: toMegabytes(bytes.length),
      limitMegabytes: toMegabytes(largestFileBytes),
    });
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const workbook = readByKind(buffer, fileName);
  const count = workbook.sheets.reduce((sum, { rows }) => sum + rows.filter((row) => row.length > 0).length, 0);
  if (count === 0) throw new Problem('fileEmpty');
  if (count > mostRows) throw new Problem('fileTooManyRows', { limit: mostRows });
  return workbook;
}

function readByKind(buffer: Buffer, fileName: string): Workbook {
  const head = buffer.toString('latin1', 0, 8);
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return readZipped(buffer);
  if (head === '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1') return readCompound(buffer);
  if (isOldBook(buffer)) return toWorkbook(readLibrary(buffer), 'binary');
  if (isForeign(buffer, head)) throw new Problem('fileNotATable');
  const { text, encoding } = decodeText(buffer);
  if (text.trim() === '') throw new Problem('fileEmpty');
  const start = text.slice(0, 4096).trimStart().toLowerCase();
  if (start.startsWith('<')) return readMarkup(text, start, encoding);
  return {
    sheets: [{ name: sheetNameOf(fileName), rows: readDelimited(text, mostRows), merges: [], isHidden: false }],
    byteEncoding: encoding,
    isFrom1904: false,
  };
}

/** Excel 2 to 4: a stream that begins with a BOF record. */
function isOldBook(buffer: Buffer): boolean {
  const [record, version, length, high] = buffer;
  return record === 9 && [0, 2, 4, 8].includes(version ?? -1) && [4, 6, 8, 16].includes(length ?? -1) && high === 0;
}

/** Files that no one would call a table: PDF, pictures, archives, programs, rich text, databases, mail pages. */
const foreignStarts = [
  '%PDF',
  '\u0089PNG',
  '\u00ff\u00d8\u00ff',
  'GIF8',
  'Rar!',
  '7z\u00bc',
  '\u001f\u008b',
  'MZ',
  '\u007fELF',
  '{\\rtf',
  'SQLite',
  'RIFF',
  'MIME-Ver',
];

/** One of those, or anything with NUL bytes that is no UTF-16, or with many control characters. */
function isForeign(buffer: Buffer, head: string): boolean {
  if (foreignStarts.some((start) => head.startsWith(start))) return true;
  if (head.startsWith('\u00ff\u00fe') || head.startsWith('\u00fe\u00ff')) return false;
  const sample = buffer.subarray(0, 4096);
  const nuls: [number, number] = [0, 0];
  let controls = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) nuls[index % 2 === 0 ? 0 : 1]++;
    else if (byte < 9 || (byte > 13 && byte < 32)) controls++;
  }
  const isUtf16 = Math.max(...nuls) > sample.length / 8 && Math.min(...nuls) < sample.length / 50;
  // In UTF-16 the upper bytes of Vietnamese letters look like control characters.
  return !isUtf16 && (nuls[0] + nuls[1] > 0 || controls > sample.length / 50);
}

function readZipped(buffer: Buffer): Workbook {
  const entries = listZip(buffer, zipLimits);
  const find = (pattern: RegExp) => entries.find(({ name }) => pattern.test(name));
  const isOds = find(/^content\.xml$/) !== undefined;
  if (!isOds && !find(/^xl\/workbook\.(?:xml|bin)$/i)) throw new Problem('fileNotATable');
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw new Problem('filePasswordProtected');
  if (isOds) {
    const manifest = find(/^META-INF\/manifest\.xml$/);
    if (manifest && unpackEntry(buffer, manifest, 1 << 24).includes('encryption-data')) {
      throw new Problem('filePasswordProtected');
    }
    const type = find(/^mimetype$/);
    if (type && !unpackEntry(buffer, type, 1 << 16).includes('spreadsheet')) throw new Problem('fileNotATable');
  }
  return toWorkbook(readLibrary(repackZip(buffer, entries, zipLimits)), 'binary');
}

/** Compound files: old .xls, and encrypted .xlsx. */
function readCompound(buffer: Buffer): Workbook {
  if (buffer.includes(utf16('EncryptedPackage'))) throw new Problem('filePasswordProtected');
  if (!buffer.includes(utf16('Workbook')) && !buffer.includes(utf16('Book\0'))) throw new Problem('fileNotATable');
  return toWorkbook(readLibrary(readXlsStream(buffer)), 'binary');
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

function readMarkup(text: string, start: string, encoding: ByteEncoding): Workbook {
  const isSpreadsheetXml =
    start.includes('urn:schemas-microsoft-com:office:spreadsheet') || /<(?:\w+:)?workbook[\s>]/.test(start);
  if (!isSpreadsheetXml && !/<table[\s>]/i.test(text)) throw new Problem('fileNotATable');
  return toWorkbook(readLibrary(isSpreadsheetXml ? text : tidyMarkup(text)), encoding);
}

/** The library's reader; what it cannot read is a damaged file, not a bug of ours. */
function readLibrary(source: Buffer | string): WorkBook {
  try {
    return read(source, {
      type: typeof source === 'string' ? 'string' : 'buffer',
      dense: true,
      raw: true,
      cellText: false,
      cellHTML: false,
      cellNF: true,
      cellDates: false,
      bookVBA: false,
    });
  } catch (error) {
    if (isProblem(error)) throw error;
    const message = error instanceof Error ? error.message : '';
    throw new Problem(/password|encrypt/i.test(message) ? 'filePasswordProtected' : 'fileDamaged');
  }
}

function toWorkbook(book: WorkBook, byteEncoding: ByteEncoding): Workbook {
  const sheets = book.SheetNames.flatMap((name, index): SheetTable[] => {
    const sheet = book.Sheets[name];
    if (!sheet) return [];
    const isHidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    const table = { name, rows: rowsOf(sheet), merges: mergesOf(sheet), isHidden };
    // What has been copied is not needed again: the library's cells are the larger part of the memory.
    delete book.Sheets[name];
    return [table];
  });
  return { sheets, byteEncoding, isFrom1904: book.Workbook?.WBProps?.date1904 === true };
}

const blankRow: readonly Cell[] = Object.freeze([]);

function rowsOf(sheet: WorkSheet): (readonly Cell[])[] {
  const source: readonly ((CellObject | null | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  const rows: (readonly Cell[])[] = [];
  let last = 0;
  for (let index = 0; index < source.length; index++) {
    const row = cellsOf(source[index] ?? []);
    rows.push(row);
    if (row.length > 0) last = index + 1;
  }
  rows.length = last;
  return rows;
}

function cellsOf(source: readonly (CellObject | null | undefined)[]): readonly Cell[] {
  let last = Math.min(source.length, mostColumns);
  while (last > 0 && isBlank(source[last - 1])) last--;
  if (last === 0) return blankRow;
  const cells: Cell[] = [];
  for (let index = 0; index < last; index++) cells.push(valueOf(source[index]));
  return cells;
}

function isBlank(cell: CellObject | null | undefined): boolean {
  const value = valueOf(cell);
  return value === null || (typeof value === 'string' && value.trim() === '');
}

const errorTexts: ReadonlyMap<unknown, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
]);

function valueOf(cell: CellObject | null | undefined): Cell {
  if (!cell) return null;
  const { v: value, t: type } = cell;
  if (type === 'e') return errorTexts.get(value) ?? '#N/A';
  if (value === undefined || value === null) return cell.f === undefined ? null : `=${cell.f}`;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  // "000000000000": a number that is shown, and meant, with its leading zeros.
  if (typeof value === 'number' && typeof cell.z === 'string' && /^0{6,}$/.test(cell.z)) {
    return value.toFixed(0).padStart(cell.z.length, '0');
  }
  return value === '' ? null : value;
}

function mergesOf(sheet: WorkSheet): Merge[] {
  return (sheet['!merges'] ?? []).slice(0, 100_000).map(({ s, e }) => ({
    startRow: s.r,
    endRow: e.r,
    startColumn: s.c,
    endColumn: e.c,
  }));
}

function sheetNameOf(fileName: string): string {
  return (fileName.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]*$/, '').slice(0, 31) || 'Sheet1';
}
