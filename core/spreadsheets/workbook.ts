/** The shape in which a spreadsheet is handed on: sheets of plain values, whatever the file was. */

/** A number is a number cell; text, dates as text and formulas without a value are strings. */
export type Cell = string | number | boolean | null;

/** Zero-based, inclusive. */
export interface Merge {
  readonly startRow: number;
  readonly endRow: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

export interface SheetTable {
  readonly name: string;
  /** `rows[0]` is row 1 of the sheet; rows may be shorter than others, blank ones are empty. */
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly Merge[];
  /** Hidden in the spreadsheet program: not what the clerk sees. */
  readonly isHidden: boolean;
}

/** How the bytes were decoded; `binary` for formats that carry Unicode themselves. */
export type ByteEncoding = 'binary' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'windows-1252';

export interface Workbook {
  readonly sheets: readonly SheetTable[];
  readonly byteEncoding: ByteEncoding;
  /** Day numbers count from 1904 (old Macintosh files). */
  readonly isFrom1904: boolean;
}

const letters: string[] = [];

/** 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  return (letters[index] ??= letterOf(index));
}

function letterOf(index: number): string {
  let text = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1)
    text = String.fromCharCode(65 + (rest % 26)) + text;
  return text;
}
