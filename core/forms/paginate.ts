/** Cuts a filled sheet into pages, keeping the signature block together, and tells the scale at which it prints. */
import type { Worksheet } from 'exceljs';
import { columnWidthMm, mmOfPoints, paperOf, rowHeightPt } from './sheet-geometry.ts';

/** First and last row of a page, without the rows repeated above it. */
export type PageRows = { readonly first: number; readonly last: number };
/** `repeated`: the heading rows that every page but their own carries on top. */
export type Pagination = {
  readonly pages: readonly PageRows[];
  readonly scale: number;
  readonly repeated: PageRows | null;
};

/** Part of the page's height that is planned with; the rest takes up what printers round. */
const usableShare = 0.98;

function repeatedRows(sheet: Worksheet): PageRows | null {
  const match = /^\$?(\d+):\$?(\d+)$/.exec(sheet.pageSetup.printTitlesRow ?? '');
  return match ? { first: Number(match[1]), last: Number(match[2]) } : null;
}

function heightMm(sheet: Worksheet, first: number, last: number): number {
  let points = 0;
  for (let row = first; row <= last; row++) points += rowHeightPt(sheet, row);
  return mmOfPoints(points);
}

/**
 * Pages of `sheet`. `keptFrom` is the first row of the block that stays on one page with everything below it. A sheet
 * that is fitted to a number of pages is one page here, with the scale that spreadsheets will choose for it.
 */
export function paginate(sheet: Worksheet, keptFrom: number | undefined): Pagination {
  const paper = paperOf(sheet.pageSetup);
  const { fitToPage, fitToHeight, scale = 100 } = sheet.pageSetup;
  const last = sheet.rowCount;
  const repeated = repeatedRows(sheet);
  let widthMm = 0;
  for (let column = 1; column <= sheet.columnCount; column++) widthMm += columnWidthMm(sheet, column);
  const roomMm = paper.heightMm - paper.marginsMm.top - paper.marginsMm.bottom;
  const fitWidth = Math.min(1, (paper.widthMm - paper.marginsMm.left - paper.marginsMm.right) / widthMm);
  if (fitToPage && fitToHeight) {
    const fitHeight = (roomMm * fitToHeight) / Math.max(1, heightMm(sheet, 1, last));
    return { pages: [{ first: 1, last }], scale: Math.min(1, fitWidth, fitHeight), repeated: null };
  }
  const chosenScale = fitToPage ? fitWidth : scale / 100;
  const pageMm = (roomMm * usableShare) / chosenScale;
  const repeatedMm = repeated ? heightMm(sheet, repeated.first, repeated.last) : 0;
  const keptMm = keptFrom ? heightMm(sheet, keptFrom, last) : 0;
  const pages: PageRows[] = [];
  let first = 1;
  let usedMm = 0;
  for (let row = 1; row <= last; row++) {
    const rowMm = heightMm(sheet, row, row);
    const neededMm = row === keptFrom ? keptMm : rowMm;
    if (row > first && usedMm + neededMm > pageMm) {
      pages.push({ first, last: row - 1 });
      first = row;
      usedMm = repeated && row > repeated.last ? repeatedMm : 0;
    }
    usedMm += rowMm;
  }
  pages.push({ first, last });
  return { pages, scale: chosenScale, repeated };
}
