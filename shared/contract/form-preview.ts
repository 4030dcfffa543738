/**
 * A filled form as plain data: what PaperSheet draws on screen and prints. Lengths in mm, letters in points, both
 * as in the workbook, before `scale`.
 */
import { z } from 'zod';

const mm = z.number().min(0);
const line = z.enum(['thin', 'medium', 'thick', 'dotted', 'dashed', 'double']).nullable();

/** Letters of one font. */
export const previewRun = z.object({
  text: z.string(),
  font: z.string(),
  sizePt: z.number(),
  isBold: z.boolean(),
  isItalic: z.boolean(),
  isUnderlined: z.boolean(),
});

export const previewCell = z.object({
  /** First column, from 0. */
  column: z.number().int(),
  columnSpan: z.number().int().min(1),
  rowSpan: z.number().int().min(1),
  runs: z.array(previewRun),
  horizontal: z.enum(['left', 'center', 'right', 'justify']),
  vertical: z.enum(['top', 'middle', 'bottom']),
  wraps: z.boolean(),
  borders: z.object({ top: line, right: line, bottom: line, left: line }),
});

/** A row: its cells, blank ones joined, cover every column that no merge from a row above covers. */
export const previewRow = z.object({ heightMm: mm, cells: z.array(previewCell) });

/** What stands in the top or bottom margin of one page. */
export const previewMarginText = z.object({
  left: z.string(),
  center: z.string(),
  right: z.string(),
  font: z.string(),
  sizePt: z.number(),
});

export const previewPage = z.object({
  /** Heading rows repeated on top of this page, as indexes of `rows`; empty where the page holds them itself. */
  headRows: z.array(z.number().int()),
  /** Indexes of `rows`. */
  rows: z.array(z.number().int()),
  header: previewMarginText.nullable(),
  footer: previewMarginText.nullable(),
});

export const previewSheet = z.object({
  name: z.string(),
  paper: z.object({ widthMm: mm, heightMm: mm, orientation: z.enum(['portrait', 'landscape']) }),
  marginsMm: z.object({ top: mm, right: mm, bottom: mm, left: mm, header: mm, footer: mm }),
  /** At which size the sheet is printed: 1 or less where it is fitted to the page. */
  scale: z.number().positive(),
  columnWidthsMm: z.array(mm),
  rows: z.array(previewRow),
  pages: z.array(previewPage),
});

export const formPreview = z.object({ sheets: z.array(previewSheet) });

export type PreviewRun = z.output<typeof previewRun>;
export type PreviewCell = z.output<typeof previewCell>;
export type PreviewRow = z.output<typeof previewRow>;
export type PreviewMarginText = z.output<typeof previewMarginText>;
export type PreviewPage = z.output<typeof previewPage>;
export type PreviewSheet = z.output<typeof previewSheet>;
export type FormPreview = z.output<typeof formPreview>;
