/** Fills a form's template with its model and answers the .xlsx. Values in, bytes out; no database. */
import type { CellValue, Workbook } from 'exceljs';
import { fillTemplate, type FilledForm } from './fill-template.ts';
import type { FormModel } from './form-models.ts';
import { formValues } from './form-values.ts';
import { runsOf } from './sheet-geometry.ts';
import { withStandardFont } from './standard-font.ts';

/** `_x0041_` in a cell is read as the letter A (ECMA-376 22.4.2.4, ST_Xstring); whoever typed it meant it literally. */
export function escapeForCell(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function escapedValue(value: CellValue): CellValue {
  if (typeof value === 'string') return escapeForCell(value);
  if (typeof value === 'object' && value !== null && 'richText' in value)
    return { richText: value.richText.map((run) => ({ ...run, text: escapeForCell(run.text) })) };
  return value;
}

async function writeWorkbook(workbook: Workbook): Promise<Uint8Array> {
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.master === cell) cell.value = escapedValue(cell.value);
      }),
    ),
  );
  return withStandardFont(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

/**
 * The filled form in memory, for preview-form.ts.
 * Raises formTemplateInvalid, formPlaceholderUnknown.
 */
export function fillWorkbook(template: Uint8Array, model: FormModel): Promise<FilledForm> {
  return fillTemplate(template, formValues(model));
}

/** True when the filled form says this text somewhere, in a cell or in a margin. */
export function says({ workbook }: FilledForm, text: string): boolean {
  return workbook.worksheets.some((sheet) => {
    let isSaid = Object.values(sheet.headerFooter).some((part: unknown) => String(part).includes(text));
    sheet.eachRow((row) => row.eachCell((cell) => (isSaid ||= runsOf(cell).some((run) => run.text.includes(text)))));
    return isSaid;
  });
}

/** A filled form as .xlsx bytes. */
export function writeFilled({ workbook }: FilledForm): Promise<Uint8Array> {
  return writeWorkbook(workbook);
}

/**
 * The filled form as .xlsx bytes. `template` is the .xlsx that an office may have edited, for example resources/forms/receipt-list.xlsx.
 * Raises formTemplateInvalid {reason, sheet, cell}, formPlaceholderUnknown {placeholder, sheet, cell}.
 */
export async function fillForm(template: Uint8Array, model: FormModel): Promise<Uint8Array> {
  return writeFilled(await fillWorkbook(template, model));
}
