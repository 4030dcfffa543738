/** Sizes of a worksheet on paper: columns, rows, the part of the page that can be printed on. */
import type { Cell, PageSetup, Worksheet } from 'exceljs';
import { wrappedHeight, type MeasuredRun } from './measure-text.ts';
import { digitPixels } from './standard-font.ts';

const pointsPerMm = 72 / 25.4;
/** No row is higher in a spreadsheet. */
const highestRow = 409.5;
/** What Excel leaves free at both sides of a cell together. */
const cellPaddingPt = 3.75;
const indentPt = 6.75;

export function mmOfPoints(points: number): number {
  return points / pointsPerMm;
}

/** Width of a column in mm; spreadsheets count in digits of the standard font (ECMA-376 18.3.1.13). */
export function columnWidthMm(sheet: Worksheet, column: number): number {
  const { width, hidden } = sheet.getColumn(column);
  const digits = hidden ? 0 : (width ?? sheet.properties.defaultColWidth ?? 64 / digitPixels);
  return (Math.trunc(digits * digitPixels + 0.5) / 96) * 25.4;
}

/** Height in points of a row that has one; else the sheet's default. */
export function rowHeightPt(sheet: Worksheet, row: number): number {
  const found = sheet.getRow(row);
  return found.hidden ? 0 : (found.height ?? sheet.properties.defaultRowHeight ?? 15);
}

/** The text of a cell in runs of one font. */
export function runsOf(cell: Cell): { text: string; font: Cell['font'] }[] {
  const { value } = cell;
  if (value === null || value === undefined) return [];
  if (typeof value === 'object' && 'richText' in value)
    return value.richText.map((run) => ({ text: run.text, font: { ...cell.font, ...run.font } }));
  return [{ text: cell.text, font: cell.font }];
}

function measured(run: { text: string; font: Cell['font'] }): MeasuredRun {
  return { text: run.text, sizePt: run.font?.size ?? 11, isBold: run.font?.bold ?? false };
}

/** Height in points that a cell's text needs in columns `first`…`last`. */
export function neededHeightPt(sheet: Worksheet, cell: Cell, first: number, last: number): number {
  const runs = runsOf(cell).map(measured);
  if (runs.length === 0) return 0;
  const { alignment } = cell;
  if (alignment?.textRotation) return 0;
  let width = -cellPaddingPt - (alignment?.indent ?? 0) * indentPt;
  for (let column = first; column <= last; column++) width += columnWidthMm(sheet, column) * pointsPerMm;
  const wraps = alignment?.wrapText || alignment?.horizontal === 'justify';
  const height = wraps ? wrappedHeight(runs, Math.max(width, 1)) : Math.max(...runs.map((run) => run.sizePt)) * 1.2;
  return Math.min(highestRow, Math.ceil((height + 2) / 0.75) * 0.75);
}

/** Paper sizes by the number that spreadsheets give them (ECMA-376 18.3.1.63), portrait, mm. */
const papers: Readonly<Record<number, readonly [number, number]>> = {
  1: [215.9, 279.4],
  5: [215.9, 355.6],
  8: [297, 420],
  9: [210, 297],
  11: [148, 210],
};

/** Paper and margins of a sheet, in mm. */
export function paperOf(setup: Partial<PageSetup>) {
  const isLandscape = setup.orientation === 'landscape';
  const [short, long] = papers[setup.paperSize ?? 9] ?? [210, 297];
  const [widthMm, heightMm] = isLandscape ? [long, short] : [short, long];
  const { margins } = setup;
  const mm = (inches: number | undefined, otherwise: number) => (inches ?? otherwise) * 25.4;
  return {
    widthMm,
    heightMm,
    orientation: isLandscape ? ('landscape' as const) : ('portrait' as const),
    marginsMm: {
      left: mm(margins?.left, 0.7),
      right: mm(margins?.right, 0.7),
      top: mm(margins?.top, 0.75),
      bottom: mm(margins?.bottom, 0.75),
      header: mm(margins?.header, 0.3),
      footer: mm(margins?.footer, 0.3),
    },
  };
}
