/** Erasure and retention: what goes for good, who is due, and the minutes that stay. */
import { z } from 'zod';
import { deletions, erasureReason } from '../records/erasure.ts';
import { ownerId } from '../records/office.ts';
import { recordId } from '../records/record-table.ts';
import { optionalText, raises, read, write, written } from './procedure.ts';

const count = z.number().int();
const someStudents = z.array(recordId).min(1).max(2000);

export const deletion = deletions.fields.extend({ owner: ownerId, id: recordId });
export type Deletion = z.output<typeof deletion>;

const erasableStudent = z.object({
  id: recordId,
  fullName: z.string(),
  className: z.string().nullable(),
  schoolYear: z.string().nullable(),
});

/** What would go, before anything does. */
export const erasurePreview = deletions.fields
  .omit({ reason: true, basis: true, erasedOn: true, schoolYear: true })
  .extend({
    students: z.array(erasableStudent),
    /** A device on loan comes back first. */
    onLoan: z.array(z.object({ id: recordId, fullName: z.string(), serialNumber: z.string() })),
  });
export type ErasurePreview = z.output<typeof erasurePreview>;

export const dueStudent = erasableStudent.extend({ isOnLoan: z.boolean() });
export type DueStudent = z.output<typeof dueStudent>;

export const erasures = {
  preview: read.input(z.object({ students: someStudents })).output(erasurePreview),
  /** Not to be undone. `typedName`: the name of the one pupil, or the number of pupils, as the clerk typed it. */
  save: write
    .errors(raises('personNotChosen', 'erasureNotConfirmed', 'studentOnLoan'))
    .input(
      z.object({
        students: someStudents,
        reason: erasureReason,
        basis: optionalText,
        typedName: z.string().max(200),
      }),
    )
    .output(written.extend({ deletion: recordId })),
  /** Minutes of deletion, the newest first. */
  list: read.output(z.array(deletion)),
  due: read.output(z.object({ years: count, rows: z.array(dueStudent) })),
  getRetention: read.output(z.object({ years: count })),
  saveRetention: write
    .errors(raises('personNotChosen'))
    .input(z.object({ years: z.number().int().min(1).max(50) }))
    .output(written),
};
