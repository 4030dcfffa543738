/**
 * Imports: a file is read in a worker and staged there; the clerk looks, corrects the columns, and only
 * then writes it into the register, in one command that can be undone as a whole.
 */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { recordId } from '../records/record-table.ts';
import { page, pageRequest, problemDetails, raises, read, write, written } from './procedure.ts';

export const importKind = z.enum(['roster', 'devices']);
export type ImportKind = z.output<typeof importKind>;

/** A problem or a warning of one cell: where it stands, and the code that shared/sentences puts into words. */
export const rowNote = z.object({
  sheet: z.string(),
  row: z.number().int(),
  /** Letter of the column; null when it concerns the row. */
  column: z.string().nullable(),
  field: z.string().nullable(),
  problem: z.string(),
  details: problemDetails,
});
export type RowNoteOutput = z.output<typeof rowNote>;

export const importColumn = z.object({
  sheet: z.string(),
  index: z.number().int(),
  letter: z.string(),
  header: z.string(),
  /** What the column was understood as; null: dropped, and named to the clerk. */
  field: z.string().nullable(),
  samples: z.array(z.string()),
});

export const importCounts = z.object({
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  problems: z.number().int(),
  warnings: z.number().int(),
  /** Rows that would lower a status that has a certificate: kept unless ticked. */
  lowered: z.number().int(),
});

export const importPreview = z.object({
  /** Handle of the staged file; forgotten when the program ends. */
  stage: z.string(),
  kind: importKind,
  fileName: z.string(),
  encoding: z.string(),
  columns: z.array(importColumn),
  /** Fields that a column may be mapped to. */
  fields: z.array(z.string()),
  skippedSheets: z.array(z.string()),
  counts: importCounts,
  /** Notes about the file as a whole. */
  notes: z.array(rowNote),
  /** Devices only: facts of the delivery note. */
  delivery: z
    .object({
      documentNumber: z.string().nullable(),
      documentDate: z.string().nullable(),
      giver: z.string().nullable(),
    })
    .nullable(),
  /** The very same file was imported before, and nothing has changed since. */
  sameAs: z.object({ command: z.string(), at: z.string() }).nullable(),
});
export type ImportPreview = z.output<typeof importPreview>;

/** A staged row: what the file says, what was understood, what it would change. */
export const importRow = z.object({
  sheet: z.string(),
  row: z.number().int(),
  /** `lowered` rows are changed rows that would lower a certified status. */
  group: z.enum(['new', 'changed', 'unchanged', 'problem']),
  isLowered: z.boolean(),
  /** Name of the pupil or serial number. */
  label: z.string(),
  /** The existing record that it was matched with. */
  match: recordId.nullable(),
  cells: z.array(
    z.object({
      field: z.string(),
      column: z.string().nullable(),
      text: z.string(),
      value: z.union([z.string(), z.number(), z.null()]),
      before: z.union([z.string(), z.number(), z.null()]).optional(),
    }),
  ),
  problems: z.array(rowNote),
  warnings: z.array(rowNote),
});
export type ImportRow = z.output<typeof importRow>;

export const importResult = z.object({
  /** Id of the command, by which the import is undone; null when nothing was written. */
  id: z.string().nullable(),
  accepted: z.number().int(),
  unchanged: z.number().int(),
  changed: z.number().int(),
  rejected: z.array(rowNote.extend({ message: z.string() })),
  warnings: z.array(rowNote.extend({ message: z.string() })),
});
export type ImportResult = z.output<typeof importResult>;

const progress = z.object({
  type: z.literal('progress'),
  phase: z.enum(['reading', 'comparing', 'writing']),
  done: z.number().int(),
  total: z.number().int(),
});
export type ImportProgress = z.output<typeof progress>;
const fileProblems = raises(
  'fileEmpty',
  'fileNotATable',
  'filePasswordProtected',
  'fileDamaged',
  'fileTooLarge',
  'fileTooManyRows',
  'fileTookTooLong',
  'fileHasNoHeader',
  'stageNotFound',
  'importCancelled',
);

/** A row of an earlier import that waits for a person. */
export const problemRow = z.object({
  id: z.number().int(),
  kind: importKind,
  fileName: z.string(),
  at: z.string(),
  sheet: z.string(),
  row: z.number().int(),
  label: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  problems: z.array(rowNote),
});
export type ProblemRow = z.output<typeof problemRow>;

export const imports = {
  /** Reads a file and stages it; aborting the call ends the work. */
  read: write
    .errors(fileProblems)
    .input(z.object({ kind: importKind, file: z.file(), round: recordId.nullable().default(null) }))
    .output(eventIterator(z.union([progress, z.object({ type: z.literal('ready'), preview: importPreview })]))),
  /** Reads the staged file again with other columns; the choice is remembered for the next like file. */
  map: write
    .errors(fileProblems)
    .input(
      z.object({
        stage: z.string(),
        columns: z.array(z.object({ sheet: z.string(), index: z.number().int(), field: z.string().nullable() })),
      }),
    )
    .output(eventIterator(z.union([progress, z.object({ type: z.literal('ready'), preview: importPreview })]))),
  rows: read
    .errors(fileProblems)
    .input(
      z.object({
        stage: z.string(),
        group: z.enum(['new', 'changed', 'unchanged', 'problem', 'warning', 'lowered']),
        ...pageRequest,
      }),
    )
    .output(page(importRow)),
  /** Writes the good rows in one transaction; the others stay in the list of problem rows. */
  apply: write
    .errors(fileProblems)
    .input(
      z.object({
        stage: z.string(),
        /** Rows whose certified status may be lowered, as the clerk ticked them. */
        lower: z.array(z.object({ sheet: z.string(), row: z.number().int() })).default([]),
        delivery: z
          .object({
            documentNumber: z.string().nullable(),
            documentDate: z.string().nullable(),
            giver: z.string().nullable(),
            receivedOn: z.string(),
          })
          .optional(),
      }),
    )
    .output(eventIterator(z.union([progress, z.object({ type: z.literal('done'), result: importResult })]))),
  discard: read.input(z.object({ stage: z.string() })).output(z.object({})),
  problems: read.input(z.object(pageRequest)).output(page(problemRow)),
  /** Checks the mended values by the same rules as a file's, and saves the row. */
  mend: write
    .errors(raises('rowStillHasProblems'))
    .input(
      z.object({ id: z.number().int(), values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) }),
    )
    .output(written.extend({ problems: z.array(rowNote) })),
  dismiss: write
    .input(z.object({ ids: z.array(z.number().int()).min(1) }))
    .output(z.object({ dismissed: z.number().int() })),
};
