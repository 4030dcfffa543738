/** Fills a template: copies its sheets, row by row, into a new workbook. What stands where is the template's decision. */
import type ExcelJS from 'exceljs';
import type { Cell, CellValue, Row, Workbook, Worksheet } from 'exceljs';
import { Problem } from '../../shared/problems.ts';
import { loadExcelJs } from './load-exceljs.ts';
import { paginate, type Pagination } from './paginate.ts';
import { fillRuns, itemScopes, keepsRow, listOf, numberOf, startsKeptBlock } from './placeholders.ts';
import type { FormValues, Place, Scope } from './placeholders.ts';
import { neededHeightPt, runsOf } from './sheet-geometry.ts';
import { digitPixels, digitPixelsOf } from './standard-font.ts';
import { freeSheetName } from './sheet-names.ts';

/** A filled form, before it is bytes: the workbook, and the pages of each of its sheets in order. */
export type FilledForm = { readonly workbook: Workbook; readonly paginations: readonly Pagination[] };

/** Longest text that a cell holds. */
const longestText = 32_767;

/** Where a template row went: first and last row in the filled sheet; `last < first` when it was left out. */
type Landing = { readonly first: number; readonly last: number };

/** The cells of a template row that carry a text of their own. */
function textCells(row: Row): Cell[] {
  const cells: Cell[] = [];
  row.eachCell((cell) => {
    if (cell.master === cell && cell.value !== null) cells.push(cell);
  });
  return cells;
}

function placeOf(cell: Cell): Place {
  return { sheet: cell.worksheet.name, cell: cell.address };
}

function textOf(cell: Cell): string {
  return runsOf(cell)
    .map((run) => run.text)
    .join('');
}

/** A text that a spreadsheet would take for a formula if somebody edited the cell: its cell is formatted as text. */
function looksLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text);
}

function filledValue(cell: Cell, scope: Scope): CellValue {
  const { value } = cell;
  if (cell.formula) throw new Problem('formTemplateInvalid', { reason: 'formula', ...placeOf(cell) });
  if (typeof value === 'object' && value !== null && 'richText' in value) {
    const texts = fillRuns(
      value.richText.map((run) => run.text),
      scope,
      placeOf(cell),
    );
    const runs = value.richText.map((run, index) => ({ ...run, text: texts[index] ?? '' }));
    const shown = runs.filter((run) => run.text !== '');
    return shown.length > 0 ? { richText: shown } : null;
  }
  const text = textOf(cell);
  if (!text.includes('{{') && !text.includes('}}')) return value;
  const number = numberOf(text, scope, placeOf(cell));
  if (number !== undefined) return number;
  return fillRuns([text], scope, placeOf(cell))[0]?.slice(0, longestText).toWellFormed() || null;
}

/** Writes one template row, filled from `scope`, as row `number` of `target`. */
function stampRow(source: Row, target: Worksheet, number: number, scope: Scope): void {
  const row = target.getRow(number);
  if (source.height !== undefined) row.height = source.height;
  row.hidden = source.hidden;
  source.eachCell({ includeEmpty: true }, (cell, column) => {
    const filled = row.getCell(column);
    filled.style = { ...cell.style };
    if (cell.master !== cell) return;
    filled.value = filledValue(cell, scope);
    if (typeof filled.value === 'string' && looksLikeFormula(filled.value)) filled.numFmt = '@';
  });
}

/** Fills every row, repeated ones once for each item; answers where each template row went. */
function stampRows(source: Worksheet, target: Worksheet, scope: Scope): { landings: Landing[]; keptFrom?: number } {
  const landings: Landing[] = [];
  let next = 1;
  let keptFrom: number | undefined;
  let isAfterRepeated = false;
  for (let number = 1; number <= source.rowCount; number++) {
    const row = source.getRow(number);
    const cells = textCells(row).map((cell) => ({ text: textOf(cell), place: placeOf(cell) }));
    const list = cells.map((cell) => listOf(cell.text, scope, cell.place)).find((found) => found !== undefined);
    const first = next;
    // A signature block alone on a page could be put under any list: the last row of the list goes with it.
    if (cells.some((cell) => startsKeptBlock(cell.text))) keptFrom ??= Math.max(1, isAfterRepeated ? next - 1 : next);
    for (const rowScope of list === undefined ? [scope] : itemScopes(scope, list)) {
      if (!cells.every((cell) => keepsRow(cell.text, rowScope, cell.place))) continue;
      stampRow(row, target, next, rowScope);
      next += 1;
    }
    isAfterRepeated = list !== undefined && next > first;
    landings.push({ first, last: next - 1 });
  }
  return { landings, keptFrom };
}

/** Merges as in the template; a merge inside a repeated row is repeated with it. */
function copyMerges(source: Worksheet, target: Worksheet, landings: readonly Landing[]): void {
  for (const merge of source.model.merges) {
    const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(merge);
    const top = landings[Number(match?.[2]) - 1];
    const bottom = landings[Number(match?.[4]) - 1];
    if (!match || !top || !bottom) continue;
    if (match[2] === match[4])
      for (let row = top.first; row <= top.last; row++)
        target.mergeCellsWithoutStyle(`${match[1]}${row}:${match[3]}${row}`);
    else if (bottom.last >= top.first)
      target.mergeCellsWithoutStyle(`${match[1]}${top.first}:${match[3]}${bottom.last}`);
  }
}

/** Gives every row the height that its texts need, never less than the template's. */
function growRows(sheet: Worksheet): void {
  const lastColumns = new Map<string, { row: number; column: number }>();
  sheet.eachRow((row) => {
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      lastColumns.set(cell.master.address, { row: row.number, column });
    });
  });
  sheet.eachRow((row) => {
    let height = row.height ?? 0;
    row.eachCell((cell, column) => {
      const end = lastColumns.get(cell.address);
      if (cell.master !== cell || end?.row !== row.number) return;
      height = Math.max(height, neededHeightPt(sheet, cell, column, end.column));
    });
    if (height > 0) row.height = height;
  });
}

/** Pictures, such as a school's emblem, keep their place beside the row they stood at. */
function copyImages(source: Worksheet, target: Worksheet, landings: readonly Landing[]): void {
  const moved = (anchor: ExcelJS.Anchor): ExcelJS.Anchor => {
    const landing = landings[anchor.nativeRow];
    const copy = Object.create(anchor) as ExcelJS.Anchor;
    return Object.assign(copy, { nativeRow: landing ? landing.first - 1 : anchor.nativeRow });
  };
  for (const { imageId, range } of source.getImages()) {
    const image = source.workbook.getImage(Number(imageId));
    target.addImage(target.workbook.addImage(image), {
      ...range,
      tl: moved(range.tl),
      ...(range.br ? { br: moved(range.br) } : {}),
    });
  }
}

/** Columns, their widths converted to digits of the filled form's standard font. */
function copyColumns(source: Worksheet, target: Worksheet, digits: number): void {
  const converted = (width: number | undefined) => {
    const pixels = width && Math.round(width * digits);
    // exceljs leaves out a width of exactly 9, which it takes for the default.
    return pixels === 9 * digitPixels ? 8.99 : pixels && pixels / digitPixels;
  };
  target.properties.defaultColWidth = converted(source.properties.defaultColWidth);
  for (let column = 1; column <= source.columnCount; column++) {
    const { width, hidden } = source.getColumn(column);
    Object.assign(target.getColumn(column), { width: converted(width), hidden });
  }
}

function fillSheet(source: Worksheet, digits: number, target: Worksheet, scope: Scope): Pagination {
  copyColumns(source, target, digits);
  const { landings, keptFrom } = stampRows(source, target, scope);
  copyMerges(source, target, landings);
  growRows(target);
  copyImages(source, target, landings);
  const pagination = paginate(target, keptFrom);
  for (const page of pagination.pages.slice(0, -1)) target.getRow(page.last).addPageBreak();
  return pagination;
}

/** What stands in the margins; a value is text there, never one of the codes that begin with `&`. */
function filledMargins(source: Worksheet, scope: Scope): Partial<ExcelJS.HeaderFooter> {
  const place = { sheet: source.name, cell: '' };
  const filled = Object.entries(source.headerFooter).map(([part, value]: [string, unknown]) => [
    part,
    typeof value === 'string'
      ? value.replace(/\{\{[^{}]*\}\}/g, (token) => fillRuns([token], scope, place).join('').replaceAll('&', '&&'))
      : value,
  ]);
  return Object.fromEntries(filled) as Partial<ExcelJS.HeaderFooter>;
}

/** A new sheet with the paper, margins, headers and view of `source`. */
function addSheetLike(source: Worksheet, workbook: Workbook, name: string, scope: Scope): Worksheet {
  const { printArea: _, ...pageSetup } = source.pageSetup;
  return workbook.addWorksheet(name, {
    properties: { ...source.properties },
    pageSetup,
    headerFooter: filledMargins(source, scope),
    views: source.views.map((view) => ({ ...view })),
  });
}

type Template = { readonly workbook: Workbook; readonly digits: number };

async function readTemplate(template: Uint8Array): Promise<Template> {
  const { Workbook } = await loadExcelJs();
  const workbook = new Workbook();
  try {
    const digits = digitPixelsOf(template);
    await workbook.xlsx.load(Buffer.from(template) as unknown as ExcelJS.Buffer);
    if (workbook.worksheets.length > 0) return { workbook, digits };
  } catch (error) {
    throw new Problem('formTemplateInvalid', { reason: 'unreadable', detail: String(error) });
  }
  throw new Problem('formTemplateInvalid', { reason: 'unreadable' });
}

/**
 * Fills the template (bytes of an .xlsx) with `values`. A sheet whose name reaches into a list is copied for each item.
 * Raises formTemplateInvalid {reason, sheet, cell}, formPlaceholderUnknown {placeholder, sheet, cell}.
 */
export async function fillTemplate(template: Uint8Array, values: FormValues): Promise<FilledForm> {
  const { workbook: source, digits } = await readTemplate(template);
  const { Workbook } = await loadExcelJs();
  const workbook = new Workbook();
  const { creator, lastModifiedBy, created, modified, title, subject } = source;
  Object.assign(workbook, { creator, lastModifiedBy, created, modified, title, subject });
  const names = new Set<string>();
  const paginations: Pagination[] = [];
  for (const sheet of source.worksheets) {
    const scope: Scope = { values, items: new Map() };
    const place = { sheet: sheet.name, cell: '' };
    const list = listOf(sheet.name, scope, place);
    for (const sheetScope of list === undefined ? [scope] : itemScopes(scope, list)) {
      const name = freeSheetName(fillRuns([sheet.name], sheetScope, place).join(''), names);
      paginations.push(fillSheet(sheet, digits, addSheetLike(sheet, workbook, name, sheetScope), sheetScope));
    }
  }
  return { workbook, paginations };
}
