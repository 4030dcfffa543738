/**
 * Finds the header of a table: one row, or up to three that stand for groups and columns, merged or not. Above it
 * may stand a letterhead and a title. The header is the block whose labels say most.
 */
import { cleanText } from '../../shared/rules/written.ts';
import { findClassName } from '../../shared/rules/class-name.ts';
import { foldText } from '../../shared/rules/fold.ts';
import type { Meaning } from './header-label.ts';
import type { Cell, Merge, SheetTable } from './workbook.ts';

export type MeaningOf<Field extends string> = (labels: readonly string[]) => Meaning<Field> | null;

export interface HeaderColumn<Field extends string> {
  readonly index: number;
  /** From the outermost group to the column's own label; empty where nothing is written. */
  readonly labels: readonly string[];
  readonly meaning: Meaning<Field> | null;
}

export interface Header<Field extends string> {
  /** Zero-based rows of the block, inclusive. */
  readonly startRow: number;
  readonly endRow: number;
  readonly columns: readonly HeaderColumn<Field>[];
}

export interface HeaderSearch<Field extends string> {
  readonly meaningOf: MeaningOf<Field>;
  /** True when the fields found make a list of the wanted kind. */
  readonly isList: (fields: ReadonlySet<Field>) => boolean;
}

const rowsToSearch = 200;
const deepest = 3;
const longestLabel = 150;
const titleWords =
  /danh sach|nam hoc|cong hoa xa hoi|doc lap|uy ban nhan dan|\bubnd\b|phong gd|so giao duc|truong th|bien ban|phu luc|kem theo|\bgvcn\b|giao vien/;

export function findHeader<Field extends string>(
  sheet: SheetTable,
  search: HeaderSearch<Field>,
  firstRow = 0,
): Header<Field> | null {
  let best: Header<Field> | null = null;
  let bestScore = 0;
  let searched = 0;
  for (let row = firstRow; row < sheet.rows.length && searched < rowsToSearch; row++) {
    if ((sheet.rows[row]?.length ?? 0) === 0) continue;
    searched++;
    for (let depth = 1; depth <= deepest && isBlock(sheet, row, depth, search.meaningOf); depth++) {
      const header = headerAt(sheet, row, depth, search.meaningOf);
      const score = scoreOf(header, search);
      // A header further down must say much more: it is the same one repeated, or another table below the first.
      if (score > bestScore * (best && row > best.endRow ? 1.5 : 1)) {
        best = header;
        bestScore = score;
      }
    }
    // A header was found well above: what follows are pupils.
    if (best && row > best.endRow + 30) break;
  }
  return best;
}

function scoreOf<Field extends string>(header: Header<Field>, { isList }: HeaderSearch<Field>): number {
  const fields = new Set<Field>();
  let known = 0;
  for (const { meaning } of header.columns) {
    if (meaning === null) continue;
    known++;
    if (meaning.field !== 'ordinal') fields.add(meaning.field);
  }
  return isList(fields) ? fields.size * 10 + known : 0;
}

function textAt(sheet: SheetTable, row: number, column: number): string {
  const cell = sheet.rows[row]?.[column] ?? null;
  return typeof cell === 'string' ? cleanText(cell) : '';
}

function isFilled(sheet: SheetTable, row: number, column: number): boolean {
  const cell: Cell = sheet.rows[row]?.[column] ?? null;
  return cell !== null && cleanText(cell) !== '';
}

/** True when rows `row` to `row + depth - 1` can be one header: each lower row only divides what stands above. */
function isBlock<Field extends string>(
  sheet: SheetTable,
  row: number,
  depth: number,
  meaningOf: MeaningOf<Field>,
): boolean {
  if (!isLabelRow(sheet, row)) return false;
  for (let lower = row + 1; lower < row + depth; lower++) {
    if (
      isTitle(sheet.rows[lower - 1] ?? []) ||
      isTitle(sheet.rows[lower] ?? []) ||
      !isLabelRow(sheet, lower) ||
      !divides(sheet, lower, meaningOf)
    )
      return false;
  }
  return true;
}

function isTitle(row: readonly Cell[]): boolean {
  return row.some(
    (cell) => typeof cell === 'string' && (titleWords.test(foldText(cell)) || findClassName(cell) !== null),
  );
}

function isLabelRow(sheet: SheetTable, row: number): boolean {
  const cells = sheet.rows[row];
  if (!cells || cells.length === 0) return false;
  let labels = 0;
  for (const cell of cells) {
    if (cell === null || cell === '') continue;
    if (typeof cell !== 'string' || cell.length > longestLabel) return false;
    if (/^[\d\s./-]+$/.test(cell) && cell.trim() !== '') return false;
    labels++;
  }
  return labels > 0;
}

/** True when each label of row `lower` stands below a blank cell, or below a group that it divides. */
function divides<Field extends string>(sheet: SheetTable, lower: number, meaningOf: MeaningOf<Field>): boolean {
  const above = lower - 1;
  let groups = 0;
  let single = 0;
  for (let column = 0; column < (sheet.rows[lower]?.length ?? 0); column++) {
    if (!isFilled(sheet, lower, column) || !isFilled(sheet, above, column)) continue;
    const merge = mergeAt(sheet.merges, above, column);
    const isGroup =
      (merge !== undefined && merge.endColumn > merge.startColumn && merge.endRow < lower) ||
      (isFilled(sheet, lower, column + 1) && !isFilled(sheet, above, column + 1));
    if (isGroup) groups++;
    else if (meaningOf([textAt(sheet, above, column), textAt(sheet, lower, column)]) === null) return false;
    else single++;
  }
  // A group over one column ("Phụ huynh" over "Họ tên") is taken for one only beside true groups.
  return single <= groups;
}

function mergeAt(merges: readonly Merge[], row: number, column: number): Merge | undefined {
  return merges.find(
    (merge) => row >= merge.startRow && row <= merge.endRow && column >= merge.startColumn && column <= merge.endColumn,
  );
}

function headerAt<Field extends string>(
  sheet: SheetTable,
  startRow: number,
  depth: number,
  meaningOf: MeaningOf<Field>,
): Header<Field> {
  const endRow = startRow + depth - 1;
  const rows = sheet.rows.slice(startRow, endRow + 1);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const merges = sheet.merges.filter((merge) => merge.startRow >= startRow && merge.startRow <= endRow);
  const columns = Array.from({ length: width }, (_, index): HeaderColumn<Field> => {
    const labels: string[] = [];
    for (let row = startRow; row <= endRow; row++) {
      const text = textAt(sheet, row, index) || groupAt(sheet, merges, row, endRow, index);
      if (text !== '' && text !== labels.at(-1)) labels.push(text);
    }
    return { index, labels, meaning: labels.length > 0 ? meaningOf(labels) : null };
  });
  return { startRow, endRow, columns };
}

/** The label of the group that covers a blank cell of an upper header row: merged with it, or written left of it. */
function groupAt(sheet: SheetTable, merges: readonly Merge[], row: number, endRow: number, column: number): string {
  const merge = mergeAt(merges, row, column);
  // The second column of a merged "Họ và tên" stays without a label of its own.
  if (merge && row < endRow && isFilled(sheet, row + 1, column))
    return textAt(sheet, merge.startRow, merge.startColumn);
  if (merge || row === endRow || !isFilled(sheet, row + 1, column)) return '';
  for (let left = column - 1; left >= 0; left--) {
    if (!isFilled(sheet, row + 1, left)) return '';
    if (isFilled(sheet, row, left)) return textAt(sheet, row, left);
  }
  return '';
}
