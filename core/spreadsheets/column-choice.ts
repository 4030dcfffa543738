/** The clerk's say over the mapping of columns, and what is told and remembered of it. */
import { createHash } from 'node:crypto';
import { foldText } from '../../shared/rules/fold.ts';
import type { ColumnChoice, RowNote } from './roster-fields.ts';
import { columnLetter } from './workbook.ts';

export interface ChoosableColumn<Field extends string> {
  readonly index: number;
  readonly header: string;
  field: Field | null;
  readonly isOrdinal: boolean;
  readonly sameAs: number | null;
}

/** Lets the choice override the mapping; a field that the clerk gave to one column is taken from the others. */
export function applyChoice<Field extends string>(
  sheet: string,
  columns: readonly ChoosableColumn<Field>[],
  choice: ColumnChoice,
  isField: (field: string) => field is Field,
): void {
  const chosen = new Set<ChoosableColumn<Field>>();
  for (const entry of choice) {
    if (entry.sheet !== null && entry.sheet !== sheet) continue;
    const column = columns.find(({ index }) => index === entry.index);
    if (!column || (entry.header !== undefined && foldText(entry.header) !== foldText(column.header))) continue;
    column.field = entry.field !== null && isField(entry.field) ? entry.field : null;
    chosen.add(column);
  }
  for (const column of chosen) {
    if (column.field === null) continue;
    for (const other of columns) if (!chosen.has(other) && other.field === column.field) other.field = null;
  }
}

/** Dropped columns, each named; the ordinal number is dropped without a word. */
export function columnNotes(sheet: string, row: number, columns: readonly ChoosableColumn<string>[]): RowNote[] {
  return columns
    .filter(({ field, isOrdinal, header }) => field === null && !isOrdinal && header !== '')
    .map(({ index, header, sameAs }) => ({
      sheet,
      row,
      column: columnLetter(index),
      field: null,
      ...(sameAs === null
        ? { problem: 'columnDropped', details: { header: header.slice(0, 100) } }
        : { problem: 'headerRepeated', details: { header: header.slice(0, 100), otherColumn: columnLetter(sameAs) } }),
    }));
}

/** Equal for files whose lists are headed alike, however many sheets they have. */
export function fingerprintOf(lists: readonly (readonly ChoosableColumn<string>[])[]): string {
  const headings = new Set(
    lists.map((columns) => columns.map(({ index, header }) => `${index}:${foldText(header)}`).join('|')),
  );
  return createHash('sha256')
    .update([...headings].toSorted().join('\n'))
    .digest('hex')
    .slice(0, 32);
}
