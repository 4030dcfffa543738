/**
 * The standard font of a workbook, in whose digits column widths are counted. exceljs always writes Calibri, which is missing on
 * many machines, so that columns come out a third too wide there; forms have Times New Roman 12, whose digits are 8 pixels wide.
 */
import { changeZipText, readZipText } from './zip-file.ts';

const stylesEntry = 'xl/styles.xml';
const firstFont = /<((?:\w+:)?)font>[\s\S]*?<\/\1font>/;

/** Pixels at 96 dpi of a digit in the standard font of a filled form. */
export const digitPixels = 8;

/** Width of a digit in ems. */
const digitWidths: Readonly<Record<string, number>> = { 'Times New Roman': 0.5, Calibri: 0.507, Cambria: 0.554 };

/** Pixels of a digit in the standard font of the workbook `xlsx`, as Excel rounds it. */
export function digitPixelsOf(xlsx: Uint8Array): number {
  const font = firstFont.exec(readZipText(xlsx, stylesEntry) ?? '')?.[0] ?? '';
  const size = Number(/<(?:\w+:)?sz val="([\d.]+)"/.exec(font)?.[1] ?? 11);
  const name = /<(?:\w+:)?name val="([^"]*)"/.exec(font)?.[1] ?? 'Calibri';
  return Math.round(((size * 96) / 72) * (digitWidths[name] ?? 0.556));
}

/** The workbook `xlsx`, as exceljs wrote it, with Times New Roman 12 as its standard font. */
export function withStandardFont(xlsx: Uint8Array): Uint8Array {
  return changeZipText(xlsx, stylesEntry, (styles) =>
    styles.replace(
      firstFont,
      '<font><sz val="12"/><color theme="1"/><name val="Times New Roman"/><family val="1"/></font>',
    ),
  );
}
