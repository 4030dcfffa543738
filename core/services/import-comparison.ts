/** A staged file compared with the register: the same shape for class lists and delivery notes. */
import type { ImportKind, RowNoteOutput } from '../../shared/contract/imports.ts';
import type { Command } from '../journal/command.ts';

export type FileValue = string | number | null;

/** A row as the reader understood it. */
export interface FileRow {
  sheet: string;
  row: number;
  values: Readonly<Record<string, FileValue>>;
  /** By value: the column it came from and what stands there. */
  source: Readonly<Partial<Record<string, { column: string | null; text: string }>>>;
  problems: readonly RowNoteOutput[];
  warnings: readonly RowNoteOutput[];
}

export interface FileToCompare {
  owner: string;
  kind: ImportKind;
  rows: readonly FileRow[];
  today: string;
  /** Devices only: the round; null: the first one in use. */
  round: string | null;
  /** Devices only: facts of the delivery note as the clerk confirmed them. */
  delivery: {
    documentNumber: string | null;
    documentDate: string | null;
    giver: string | null;
    receivedOn: string;
  } | null;
}

/** A file that is written into the register. */
export interface ImportedFile {
  kind: ImportKind;
  fileName: string;
  sha256: string;
  /** Round of a delivery note. */
  round: string | null;
  /** About the file as a whole: dropped columns and the like. */
  notes: readonly RowNoteOutput[];
}

/** What a row would do to the register. */
export interface ComparedRow {
  group: 'new' | 'changed' | 'unchanged' | 'problem';
  isLowered: boolean;
  /** Name of the pupil or serial number. */
  label: string;
  /** The record that the row means; null: a new one, or nobody knows. */
  match: string | null;
  /** Values that the row changes, as they are now. */
  before: Readonly<Record<string, FileValue>>;
  problems: RowNoteOutput[];
  warnings: RowNoteOutput[];
}

export interface WriteOptions {
  /** Rows of which a certified status may be lowered. */
  mayLower: (index: number) => boolean;
  /** Told now and then; may raise importCancelled. */
  onProgress: (done: number, total: number) => void;
}

export interface Comparison {
  /** One for each row of the file, in its order. */
  rows: ComparedRow[];
  /** What a row does when it is written with or without leave to lower. */
  outcome: (index: number, mayLower: boolean) => 'new' | 'changed' | 'unchanged' | 'problem';
  /** Writes the good rows; what the register holds must not have changed since the comparison. */
  write: (command: Command, options: WriteOptions) => Promise<void>;
}

/** What a note of the comparison says, before it is given its place. */
export interface ValueNote {
  problem: string;
  field: string | null;
  details: Record<string, string | number | null>;
}

/** A note with its place in the file. */
export function placeNote(row: FileRow, note: ValueNote): RowNoteOutput {
  const column = note.field === null ? null : (row.source[note.field]?.column ?? null);
  return { sheet: row.sheet, row: row.row, column, ...note };
}
