/** What a staged row would change. Pure. */
import type { ImportRow } from '../../../shared/contract/imports.ts';

type Cell = ImportRow['cells'][number];

/** Cells whose value would replace another. */
export function changedCells(row: ImportRow): (Cell & { before: string | number | null })[] {
  return row.cells.flatMap((cell) => {
    const { before } = cell;
    return before === undefined || before === cell.value ? [] : [{ ...cell, before }];
  });
}

/** Cells worth showing: something is written, understood, or stands in the register. */
export function filledCells(row: ImportRow): Cell[] {
  return row.cells.filter((cell) => cell.text.trim() !== '' || cell.value !== null || (cell.before ?? null) !== null);
}
