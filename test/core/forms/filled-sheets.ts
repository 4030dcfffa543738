/** Reads filled forms back, and writes a sheet's structure down in lines that people can compare. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Cell, Worksheet } from 'exceljs';
import { fillForm } from '../../../core/forms/fill-form.ts';
import type { FormModel } from '../../../core/forms/form-models.ts';
import { readZipText } from '../../../core/forms/zip-file.ts';

export function templateOf(form: FormModel['form']): Uint8Array {
  return readFileSync(join(import.meta.dirname, '../../../resources/forms', `${form}.xlsx`));
}

export async function openWorkbook(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer);
  return workbook;
}

/** Fills the built-in template of the model, or `template`, and opens what came out. */
export async function fillAndOpen(model: FormModel, template = templateOf(model.form)) {
  const bytes = await fillForm(template, model);
  const workbook = await openWorkbook(bytes);
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new Error('no sheet');
  return { bytes, workbook, sheet };
}

/** Rows before which the sheet breaks by hand, which exceljs does not read. */
export function manualBreaks(bytes: Uint8Array, number = 1): number[] {
  const xml = readZipText(bytes, `xl/worksheets/sheet${number}.xml`) ?? '';
  return [...xml.matchAll(/<brk id="(\d+)"/g)].map((match) => Number(match[1]));
}

/** Every text of the sheet. */
export function textsOf(sheet: Worksheet): string[] {
  const texts: string[] = [];
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.master === cell) texts.push(cell.text);
    }),
  );
  return texts;
}

/** The filled rows of a list, each as a record from column heading to text; `headRow` holds the headings. */
export function listRows(sheet: Worksheet, headRow: number, count: number): Record<string, string>[] {
  return Array.from({ length: count }, (_, index) => {
    const record: Record<string, string> = {};
    sheet.getRow(headRow).eachCell((cell, column) => {
      record[cell.text] = sheet.getRow(headRow + 2 + index).getCell(column).text;
    });
    return record;
  });
}

function mm(inches: number | undefined): number {
  return Math.round((inches ?? 0) * 25.4 * 10) / 10;
}

function look(cell: Cell): string {
  const { font, alignment, border } = cell;
  const letters = `${font?.name} ${font?.size}${font?.bold ? ' bold' : ''}${font?.italic ? ' italic' : ''}`;
  const lines = (['top', 'right', 'bottom', 'left'] as const).filter((side) => border?.[side]).length;
  return `${letters}, ${alignment?.horizontal} ${alignment?.vertical}${lines === 4 ? ', boxed' : ''}`;
}

function cellLine(cell: Cell, merges: ReadonlyMap<string, string>): string {
  const { value } = cell;
  const runs = typeof value === 'object' && value !== null && 'richText' in value ? value.richText : null;
  const text = runs
    ? runs
        .map((run) => `${run.text}‹${run.font?.size}${run.font?.bold ? 'b' : ''}${run.font?.italic ? 'i' : ''}›`)
        .join('')
    : cell.text;
  const place = merges.get(cell.address) ?? cell.address;
  return `  ${place} [${look(cell)}] ${typeof value === 'number' ? '#' : ''}${text.replaceAll('\n', '⏎').replaceAll('\u00A0', '·')}`;
}

/** Paper, columns, heights, merges, letters and texts of a filled sheet. */
export function structureOf(sheet: Worksheet): string {
  const { pageSetup: setup, headerFooter } = sheet;
  const { margins } = setup;
  const merges = new Map(sheet.model.merges.map((merge) => [merge.split(':')[0] ?? '', merge]));
  const lines = [
    `paper ${setup.paperSize} ${setup.orientation}, scale ${setup.scale}, fit ${setup.fitToPage ? `${setup.fitToWidth}x${setup.fitToHeight}` : 'no'}`,
    `margins mm: top ${mm(margins?.top)} right ${mm(margins?.right)} bottom ${mm(margins?.bottom)} left ${mm(margins?.left)}`,
    `page number: ${headerFooter.oddHeader}; first page: ${headerFooter.differentFirst ? (headerFooter.firstHeader ?? 'none') : 'same'}`,
    `repeated rows: ${setup.printTitlesRow ?? 'none'}`,
    `columns mm: ${Array.from({ length: sheet.columnCount }, (_, index) => Math.round(((sheet.getColumn(index + 1).width ?? 0) * 8 * 254) / 96) / 10).join(' ')}`,
  ];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    lines.push(`row ${row.number}, ${row.height} pt`);
    row.eachCell((cell) => {
      if (cell.master === cell && cell.text !== '') lines.push(cellLine(cell, merges));
    });
  });
  return `${lines.join('\n')}\n`;
}
