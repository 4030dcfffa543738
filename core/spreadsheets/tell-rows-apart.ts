/**
 * What a row below the header is, told by meaning: a pupil (or a device), or one of the rows that clerks put
 * between and below them: header again, numbering of columns, class banner, subtotal, sign-off.
 */
import { findClassName, looksLikeClassName } from '../../shared/rules/class-name.ts';
import { foldText } from '../../shared/rules/fold.ts';
import { cleanText } from '../../shared/rules/written.ts';
import type { Header } from './find-header.ts';
import type { Cell } from './workbook.ts';

export type RowKind = 'entry' | 'blank' | 'header' | 'numbering' | 'banner' | 'total' | 'signOff' | 'other';

export interface RowShape {
  readonly header: Header<string>;
  /** Column of the ordinal number, when the table has one. */
  readonly ordinal: number | null;
  /** Columns of what makes a row an entry by itself: date of birth, identifiers, serial number. */
  readonly proofs: readonly { readonly index: number; readonly isProof: (cell: Cell) => boolean }[];
  /** Columns of the name, or of the serial number. */
  readonly names: readonly number[];
  /** All columns that are read. */
  readonly used: readonly number[];
}

/** Tells the rows of one table apart; remembers whether the table has been signed off. */
export class RowTeller {
  readonly #shape: RowShape;
  readonly #labels: ReadonlyMap<number, ReadonlySet<string>>;
  readonly #longestLabel: number;
  #isSignedOff = false;

  constructor(shape: RowShape) {
    this.#shape = shape;
    const labels = shape.header.columns.find(({ index }) => index === shape.names[0])?.labels ?? [];
    this.#longestLabel = Math.max(8, ...labels.map((label) => label.length + 2));
    this.#labels = new Map(
      shape.header.columns.map(({ index, labels }) => [index, new Set(labels.map((label) => foldText(label)))]),
    );
  }

  kindOf(row: readonly Cell[]): RowKind {
    if (this.#isPlainEntry(row)) {
      this.#isSignedOff = false;
      return 'entry';
    }
    const filled = filledCells(row);
    if (filled.length === 0) return 'blank';
    if (this.#isHeader(row, filled)) {
      this.#isSignedOff = false;
      return 'header';
    }
    if (isNumbering(row, filled)) return 'numbering';
    if (this.#isEntryBeyondDoubt(row)) {
      this.#isSignedOff = false;
      return 'entry';
    }
    const kind = kindByWords(row, filled);
    if (kind === 'banner') this.#isSignedOff = false;
    if (kind === 'signOff') this.#isSignedOff = true;
    if (kind !== null) return kind;
    return this.#isEntryByShape(row, filled.length) ? 'entry' : 'other';
  }

  /** Nearly all rows: proven by date or number, and a name longer than any label, so no header and no numbering. */
  #isPlainEntry(row: readonly Cell[]): boolean {
    const name = row[this.#shape.names[0] ?? 0];
    if (typeof name !== 'string' || name.length <= this.#longestLabel) return false;
    return this.#isEntryBeyondDoubt(row);
  }

  /** Most of the filled cells repeat the label of their column: a page break, or the next table of the sheet. */
  #isHeader(row: readonly Cell[], filled: readonly number[]): boolean {
    // Cheap way out: the first name cell of an entry is no label.
    const [name] = this.#shape.names;
    if (name !== undefined && filled.length > 2 && !this.#repeats(row, name)) {
      const first = filled[0] ?? 0;
      if (!this.#repeats(row, first)) return false;
    }
    const repeated = filled.filter((index) => this.#repeats(row, index)).length;
    return repeated >= 2 && repeated * 2 > filled.length;
  }

  #repeats(row: readonly Cell[], index: number): boolean {
    const cell = row[index];
    const labels = this.#labels.get(index);
    return typeof cell === 'string' && labels !== undefined && labels.size > 0 && labels.has(foldText(cell));
  }

  #isEntryBeyondDoubt(row: readonly Cell[]): boolean {
    const { ordinal, proofs, names } = this.#shape;
    const hasName = names.some((index) => isFilled(row[index]));
    const proven = proofs.some(({ index, isProof }) => isProof(row[index] ?? null));
    const isNumbered = ordinal !== null && isOrdinal(row[ordinal] ?? null);
    return (hasName && (proven || isNumbered)) || (proven && isNumbered);
  }

  /** No number, no date: a name-like text with something beside it, or an identifier without a name. */
  #isEntryByShape(row: readonly Cell[], filledCount: number): boolean {
    const { ordinal, proofs, names, used } = this.#shape;
    const usedFilled = used.filter((index) => isFilled(row[index])).length;
    if (proofs.some(({ index, isProof }) => isProof(row[index] ?? null))) return usedFilled >= 2;
    const hasName = names.some((index) => typeof row[index] === 'string' && isNameLike(cleanText(row[index])));
    const nameCount = names.filter((index) => isFilled(row[index])).length;
    if (this.#isSignedOff) {
      // Below stand the signers' names, side by side in whatever columns: only a row that is nearly full is an entry.
      const isNearlyFull = usedFilled > nameCount && usedFilled * 4 >= used.length * 3;
      return hasName && isNearlyFull && ordinal === null && proofs.length === 0;
    }
    if (hasName && ordinal !== null && !isFilled(row[ordinal])) {
      // The table numbers its entries and this row has no number: a signature or a remark, unless more is filled.
      return usedFilled > nameCount && filledCount > nameCount;
    }
    if (hasName) return true;
    const hasNumber = ordinal !== null && isOrdinal(row[ordinal] ?? null);
    return hasNumber && usedFilled >= 3;
  }
}

function isFilled(cell: Cell | undefined): boolean {
  return cell !== null && cell !== undefined && (typeof cell !== 'string' || cell.trim() !== '');
}

function filledCells(row: readonly Cell[]): number[] {
  const filled: number[] = [];
  for (let index = 0; index < row.length; index++) if (isFilled(row[index])) filled.push(index);
  return filled;
}

function isOrdinal(cell: Cell): boolean {
  if (typeof cell === 'number') return Number.isInteger(cell) && cell > 0 && cell < 100_000;
  return typeof cell === 'string' && /^\s*\d{1,5}[.)]?\s*$/.test(cell);
}

function isNameLike(text: string): boolean {
  return text.length <= 80 && /\p{L}/u.test(text) && !/[:;?!=]/.test(text) && !/\d{3}/.test(text);
}

/** 1 2 3 4 … or (1) (2) (3): how forms number their columns. */
export function isNumbering(row: readonly Cell[], filled = filledCells(row)): boolean {
  if (filled.length < 3) return false;
  let last: number | null = null;
  let digits = 0;
  for (const index of filled) {
    const text = cleanText(row[index]);
    const mark = text.length > 5 ? undefined : /^\(?\s*([a-z]|\d{1,2})\s*\)?$/i.exec(text)?.[1];
    if (mark === undefined) return false;
    if (!/^\d/.test(mark)) continue;
    if (last !== null && Number(mark) !== last + 1) return false;
    last = Number(mark);
    digits++;
  }
  return digits >= 2;
}

const totals =
  /^(?:tổng|cộng|tổng cộng|cộng dồn|tổng số|tổng hợp|cộng lớp|sĩ số|số lượng|trong đó|toàn trường|toàn khối|tong cong|tong so|si so|trong do)(?![\p{L}])\s*(?:$|[:\d(.\-–]|số|cộng|lớp|khối|toàn|nữ|nam|học sinh|hs|trường|danh|có|là|tiền|thiết|máy|cong|so|hoc sinh|lop)/iu;
const closings =
  /^(?:danh sách (?:này |trên )?(?:có|gồm)|ấn định|an dinh|danh sach (?:nay )?(?:co|gom)|bảng này|\(?bằng chữ|nữ\s*[:=]|nam\s*[:=]|dân tộc\s*[:=]|hộ (?:cận )?nghèo\s*[:=]|ghi chú\s*:|lưu ý\s*:|số học sinh)/iu;
const signers =
  /(?:^|[\s(/.])(?:người lập|lập biểu|lập bảng|hiệu trưởng|giáo viên chủ nhiệm|gvcn|ký,? (?:và )?ghi rõ|ký tên|đóng dấu|thủ trưởng|xác nhận|chủ tịch|kế toán|thủ quỹ|thủ kho|cán bộ|đại diện bên|bên giao|bên nhận|người nhận|người giao|nguoi lap|hieu truong|t\/m|tm\.|kt\.|tl\.|nơi nhận|lưu\s*:\s*vt)/iu;
const datedAt = /ngày\s*[\d.…_\s]*tháng\s*[\d.…_\s]*năm|ngay\s*[\d.…\s]*thang\s*[\d.…\s]*nam/iu;

function kindByWords(row: readonly Cell[], filled: readonly number[]): RowKind | null {
  const texts: string[] = [];
  for (const index of filled) {
    const cell = row[index];
    if (typeof cell === 'string') texts.push(cleanText(cell.length > 300 ? cell.slice(0, 300) : cell));
  }
  const [first = ''] = texts;
  if (totals.test(first) || closings.test(first) || texts.some((text) => totals.test(text) && text.length < 60))
    return 'total';
  if (texts.some((text) => datedAt.test(text) || (signers.test(text) && text.length < 120))) return 'signOff';
  if (filled.length <= 3 && texts.length > 0 && texts.length <= 2 && bannerClass(texts) !== null) return 'banner';
  return null;
}

/** The class that a banner row announces, or null when it is none. */
export function bannerClass(texts: readonly string[]): string | null {
  for (const text of texts) {
    if (text.length > 120) continue;
    const named = findClassName(text);
    if (named !== null) return named;
  }
  const [only, second] = texts;
  if (texts.length === 1 && only !== undefined && looksLikeClassName(only)) return findClassName(`lớp ${only}`);
  return only !== undefined && second !== undefined && /^lớp\s*:?$/iu.test(only)
    ? findClassName(`lớp ${second}`)
    : null;
}
