/** The paper: forms as .xlsx, their picture on screen, and the export for an office that only has Excel. */
import { z } from 'zod';
import { calendarDay, recordId } from '../records/record-table.ts';
import { formPreview } from './form-preview.ts';
import { ownerFilter, raises, read, write } from './procedure.ts';

export const formName = z.enum([
  'receipt-list',
  'handover-minutes',
  // Of privacy: minutes of an erasure, names and classes for the notice board, consent, what is held of one pupil.
  'deletion-minutes',
  'posting-list',
  'consent-form',
  'held-data',
]);
export type FormName = z.output<typeof formName>;

export const formRequest = z.object({
  form: formName,
  round: recordId.nullable().default(null),
  class: recordId.nullable().default(null),
  student: recordId.nullable().default(null),
  /** Planned: receiver, date and signature stay blank. Done: from the receipts. */
  isPlanned: z.boolean().default(true),
  documentNumber: z.string().trim().max(60).nullable().default(null),
  /** Day on the paper; null: left to be written by hand. */
  documentDate: calendarDay.nullable().default(null),
  /** ID numbers whole instead of masked, on forms that have any; remembered. */
  wholeNumbers: z.boolean().default(false),
  /** Whose minutes `deletion-minutes` are; null: the newest. */
  deletion: recordId.nullable().default(null),
});
export type FormRequest = z.output<typeof formRequest>;

const formProblems = raises('formHasNoRows', 'formTemplateInvalid', 'formPlaceholderUnknown', 'formTemplateMissing');

export const forms = {
  preview: read
    .errors(formProblems)
    .input(formRequest)
    .output(
      z.object({
        fileName: z.string(),
        rows: z.number().int(),
        /** Mã sổ that stands on the paper, for notePrint; null where the template has none. */
        code: z.string().nullable(),
        preview: formPreview,
      }),
    ),
  /** The filled form; remembered as an event of kind `print`. */
  write: write.errors(formProblems).input(formRequest).output(z.file()),
  /** Remembers that a form was sent to the printer, and the code on it as an anchor of the journal. */
  notePrint: write
    .input(formRequest.extend({ code: z.string().max(60).nullable().default(null) }))
    .output(z.object({})),
};

export const exports = {
  /** Pupils, devices and receipts as one tidy workbook. */
  write: write.input(z.object({ owner: ownerFilter }).default({ owner: null })).output(z.file()),
};
