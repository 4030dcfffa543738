/** The paper: the picture of a form, its .xlsx, and the note that it was printed. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FormPreview } from '../../shared/contract/form-preview.ts';
import type { FormName, FormRequest } from '../../shared/contract/forms.ts';
import { Problem } from '../../shared/problems.ts';
import { readChainCode } from '../../shared/rules/chain-code.ts';
import type { WriteHandle } from '../database/handles.ts';
import { fillWorkbook, says, writeFilled } from '../forms/fill-form.ts';
import type { FilledForm } from '../forms/fill-template.ts';
import type { FormModel } from '../forms/form-models.ts';
import { previewFilled } from '../forms/preview-form.ts';
import { recordAnchor } from '../queries/anchors.ts';
import { findCodedChange } from '../queries/chain-codes.ts';
import type { Register, Session } from '../register.ts';
import { fileNameOf, XLSX_TYPE } from './file-name.ts';
import { gatherForm } from './form-model.ts';
import { rememberAlone, rememberEvent } from './remember-event.ts';

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
): Promise<{ fileName: string; rows: number; code: string | null; preview: FormPreview }> {
  const { model, rows, about } = await gatherForm(register, session, request);
  const filled = await fillWorkbook(await readTemplate(register, request.form), model);
  if (request.wholeNumbers) await noteWholeNumbers(register, session, request, rows);
  const fileName = formFileName(register, request, about);
  return { fileName, rows, code: codeOn(filled, model), preview: previewFilled(filled) };
}

/** The filled form as .xlsx, remembered as printed. Raises what {@link showForm} does. */
export async function writeForm(register: Register, session: Session, request: FormRequest): Promise<File> {
  const { model, rows, about } = await gatherForm(register, session, request);
  const filled = await fillWorkbook(await readTemplate(register, request.form), model);
  const bytes = await writeFilled(filled);
  await notePrint(register, session, request, rows, codeOn(filled, model));
  return new File([new Uint8Array(bytes)], formFileName(register, request, about), { type: XLSX_TYPE });
}

/** Remembers that a form went to the printer, with the code that stood on it. Raises formHasNoRows. */
export async function notePrintedForm(
  register: Register,
  session: Session,
  { code, ...request }: FormRequest & { code: string | null },
): Promise<void> {
  const { rows } = await gatherForm(register, session, request);
  await notePrint(register, session, request, rows, code);
}

/** The code of the chain's head where the template prints it; null where an office took it out. */
function codeOn(filled: FilledForm, { code }: FormModel): string | null {
  return code !== null && says(filled, code) ? code : null;
}

/** Which form, for which class and round, how many lines; nobody's name or number. What tells of one pupil names the record. */
async function notePrint(
  register: Register,
  session: Session,
  request: FormRequest,
  rows: number,
  code: string | null,
): Promise<void> {
  const { form, isPlanned, class: schoolClass, round, student, wholeNumbers } = request;
  const isOfPrivacy = form === 'held-data' || form === 'consent-form';
  await register.run(session, async (command) => {
    if (code !== null) await anchorCode(await command.read(), code, command.at);
    rememberEvent(command, 'print', {
      form,
      isPlanned,
      class: schoolClass,
      round,
      isOnePupil: student !== null,
      rows,
      ...(wholeNumbers && { wholeNumbers }),
      ...(isOfPrivacy && student !== null && { table: 'students', record: student }),
    });
  });
}

/** From now on paper holds this head as well: once for each head, however often it is printed. What no chain holds anchors nothing. */
async function anchorCode(db: WriteHandle, code: string, at: string): Promise<void> {
  const read = readChainCode(code);
  const change = read && (await findCodedChange(db, read));
  if (change) await recordAnchor(db, { replica: change.replica, seq: change.seq, kind: 'form', hash: change.hash, at });
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
