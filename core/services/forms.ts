/** The paper: the picture of a form, its .xlsx, and the note that it was printed. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FormPreview } from '../../shared/contract/form-preview.ts';
import type { FormName, FormRequest } from '../../shared/contract/forms.ts';
import { Problem } from '../../shared/problems.ts';
import { fillForm } from '../forms/fill-form.ts';
import { previewForm } from '../forms/preview-form.ts';
import type { Register, Session } from '../register.ts';
import { fileNameOf, XLSX_TYPE } from './file-name.ts';
import { gatherForm } from './form-model.ts';
import { rememberAlone } from './remember-event.ts';

const FILE_NAMES: Record<FormName, string> = {
  'receipt-list': 'danh-sach-ky-nhan',
  'handover-minutes': 'bien-ban-ban-giao',
  'deletion-minutes': 'bien-ban-xoa',
  'posting-list': 'danh-sach-niem-yet',
  'consent-form': 'phieu-dong-y',
  'held-data': 'du-lieu-dang-giu',
};

/**
 * The form as it will be printed.
 *
 * Raises formHasNoRows, formTemplateMissing { form }, formTemplateInvalid, formPlaceholderUnknown.
 */
export async function showForm(
  register: Register,
  session: Session,
  request: FormRequest,
): Promise<{ fileName: string; rows: number; preview: FormPreview }> {
  const { model, rows, about } = await gatherForm(register, session, request);
  const preview = await previewForm(await readTemplate(register, request.form), model);
  if (request.wholeNumbers) await noteWholeNumbers(register, session, request, rows);
  return { fileName: formFileName(register, request, about), rows, preview };
}

/** The filled form as .xlsx, remembered as printed. Raises what {@link showForm} does. */
export async function writeForm(register: Register, session: Session, request: FormRequest): Promise<File> {
  const { model, rows, about } = await gatherForm(register, session, request);
  const bytes = await fillForm(await readTemplate(register, request.form), model);
  await notePrint(register, session, request, rows);
  return new File([new Uint8Array(bytes)], formFileName(register, request, about), { type: XLSX_TYPE });
}

/** Remembers that a form went to the printer. Raises formHasNoRows. */
export async function notePrintedForm(register: Register, session: Session, request: FormRequest): Promise<void> {
  const { rows } = await gatherForm(register, session, request);
  await notePrint(register, session, request, rows);
}

/** Which form, for which class and round, how many lines; nobody's name or number. What tells of one pupil names the record. */
async function notePrint(register: Register, session: Session, request: FormRequest, rows: number): Promise<void> {
  const { form, isPlanned, class: schoolClass, round, student, wholeNumbers } = request;
  const isOfPrivacy = form === 'held-data' || form === 'consent-form';
  await rememberAlone(register, session, 'print', {
    form,
    isPlanned,
    class: schoolClass,
    round,
    isOnePupil: student !== null,
    rows,
    ...(wholeNumbers && { wholeNumbers }),
    ...(isOfPrivacy && student !== null && { table: 'students', record: student }),
  });
}

/** Whole numbers on the screen are told like any others: who looked is remembered. */
async function noteWholeNumbers(
  register: Register,
  session: Session,
  request: FormRequest,
  rows: number,
): Promise<void> {
  if (request.form === 'held-data')
    await rememberAlone(register, session, 'id_number_viewed', { table: 'students', record: request.student });
  else if (request.form === 'handover-minutes' && !request.isPlanned)
    await rememberAlone(register, session, 'id_number_viewed', { table: 'receipts', rows });
}

function formFileName(register: Register, request: FormRequest, about: string | null): string {
  return fileNameOf([FILE_NAMES[request.form], about ?? 'toan-truong', request.documentDate ?? register.today()]);
}

/** The template that lies in the folder of the register, changed by an office, else the built-in one. */
async function readTemplate(register: Register, form: FormName): Promise<Uint8Array> {
  const { dataDir, resourcesDir } = register.options;
  for (const folder of [dataDir, resourcesDir]) {
    try {
      return await readFile(path.join(folder, 'forms', `${form}.xlsx`));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  throw new Problem('formTemplateMissing', { form: `${form}.xlsx` });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
