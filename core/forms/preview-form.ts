/** A filled form as plain data for the screen: the same pages, heights and widths as the .xlsx. */
import type { Border, Cell, Font, Worksheet } from 'exceljs';
import type {
  FormPreview,
  PreviewCell,
  PreviewPage,
  PreviewRow,
  PreviewRun,
  PreviewSheet,
} from '../../shared/contract/form-preview.ts';
import { fillWorkbook } from './fill-form.ts';
import type { FormModel } from './form-models.ts';
import type { FilledForm } from './fill-template.ts';
import { marginText } from './margin-text.ts';
import type { Pagination } from './paginate.ts';
import { columnWidthMm, mmOfPoints, paperOf, rowHeightPt, runsOf } from './sheet-geometry.ts';

type Line = PreviewCell['borders']['top'];

function lineOf(border: Partial<Border> | undefined): Line {
  switch (border?.style) {
    case undefined:
      return null;
    case 'medium':
    case 'thick':
    case 'dotted':
    case 'dashed':
    case 'double':
      return border.style;
    default:
      return 'thin';
  }
}

function runOf(run: { text: string; font: Partial<Font> | undefined }): PreviewRun {
  return {
    text: run.text,
    font: run.font?.name ?? 'Times New Roman',
    sizePt: run.font?.size ?? 11,
    isBold: run.font?.bold ?? false,
    isItalic: run.font?.italic ?? false,
    isUnderlined: Boolean(run.font?.underline) && run.font?.underline !== 'none',
  };
}

function horizontalOf(cell: Cell): PreviewCell['horizontal'] {
  const horizontal = cell.alignment?.horizontal;
  if (horizontal === 'center' || horizontal === 'right' || horizontal === 'justify') return horizontal;
  if (horizontal === 'centerContinuous') return 'center';
  return horizontal === undefined && typeof cell.value === 'number' ? 'right' : 'left';
}

function verticalOf(cell: Cell): PreviewCell['vertical'] {
  const vertical = cell.alignment?.vertical;
  return vertical === 'top' || vertical === 'middle' ? vertical : 'bottom';
}

/** Last cell of the merge that `cell` heads, or the cell itself. */
type Ends = ReadonlyMap<string, Cell>;

function mergeEnds(sheet: Worksheet): Ends {
  const ends = new Map<string, Cell>();
  sheet.eachRow((row) => row.eachCell({ includeEmpty: true }, (cell) => ends.set(cell.master.address, cell)));
  return ends;
}

function cellOf(cell: Cell, ends: Ends): PreviewCell {
  const end = ends.get(cell.address) ?? cell;
  return {
    column: Number(cell.col) - 1,
    columnSpan: Number(end.col) - Number(cell.col) + 1,
    rowSpan: Number(end.row) - Number(cell.row) + 1,
    runs: runsOf(cell).map(runOf),
    horizontal: horizontalOf(cell),
    vertical: verticalOf(cell),
    wraps: cell.alignment?.wrapText ?? cell.alignment?.horizontal === 'justify',
    borders: {
      top: lineOf(cell.border?.top),
      left: lineOf(cell.border?.left),
      bottom: lineOf(end.border?.bottom),
      right: lineOf(end.border?.right),
    },
  };
}

function isBlank(cell: PreviewCell): boolean {
  return cell.rowSpan === 1 && cell.runs.length === 0 && Object.values(cell.borders).every((line) => line === null);
}

function rowOf(sheet: Worksheet, number: number, ends: Ends): PreviewRow {
  const cells: PreviewCell[] = [];
  for (let column = 1; column <= sheet.columnCount; column++) {
    const cell = sheet.getCell(number, column);
    if (cell.master !== cell) continue;
    const drawn = cellOf(cell, ends);
    const before = cells.at(-1);
    if (before && isBlank(before) && isBlank(drawn) && before.column + before.columnSpan === drawn.column)
      before.columnSpan += drawn.columnSpan;
    else cells.push(drawn);
  }
  return { heightMm: mmOfPoints(rowHeightPt(sheet, number)), cells };
}

function indexes(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first - 1 + index);
}

function pagesOf(sheet: Worksheet, { pages, repeated }: Pagination): PreviewPage[] {
  const { differentFirst, firstHeader, firstFooter, oddHeader, oddFooter } = sheet.headerFooter;
  return pages.map(({ first, last }, index) => {
    const isOwn = differentFirst && index === 0;
    return {
      headRows: repeated && first > repeated.last ? indexes(repeated.first, repeated.last) : [],
      rows: indexes(first, last),
      header: marginText(isOwn ? firstHeader : oddHeader, index + 1, pages.length),
      footer: marginText(isOwn ? firstFooter : oddFooter, index + 1, pages.length),
    };
  });
}

function sheetOf(sheet: Worksheet, pagination: Pagination): PreviewSheet {
  const { widthMm, heightMm, orientation, marginsMm } = paperOf(sheet.pageSetup);
  const ends = mergeEnds(sheet);
  return {
    name: sheet.name,
    paper: { widthMm, heightMm, orientation },
    marginsMm,
    scale: pagination.scale,
    columnWidthsMm: indexes(1, sheet.columnCount).map((index) => columnWidthMm(sheet, index + 1)),
    rows: indexes(1, sheet.rowCount).map((index) => rowOf(sheet, index + 1, ends)),
    pages: pagesOf(sheet, pagination),
  };
}

/**
 * The picture of a form: what fillForm with the same template and model prints, page by page.
 * Raises formTemplateInvalid, formPlaceholderUnknown.
 */
export async function previewForm(template: Uint8Array, model: FormModel): Promise<FormPreview> {
  return previewFilled(await fillWorkbook(template, model));
}

/** The picture of a form that is filled already. */
export function previewFilled({ workbook, paginations }: FilledForm): FormPreview {
  const sheets = workbook.worksheets.flatMap((sheet, index) => {
    const pagination = paginations[index];
    return pagination ? [sheetOf(sheet, pagination)] : [];
  });
  return { sheets };
}
