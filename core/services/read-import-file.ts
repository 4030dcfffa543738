/** A file's rows as the comparison wants them, for class lists and delivery notes alike. */
import type { ImportKind, ImportPreview, RowNoteOutput } from '../../shared/contract/imports.ts';
import { type DeliveryLine, readDeliveryNote } from '../spreadsheets/read-delivery-note.ts';
import { deliveryFields } from '../spreadsheets/device-headers.ts';
import { rosterFields, type RowNote } from '../spreadsheets/roster-fields.ts';
import { type ColumnChoice, readRoster, type Roster, type RosterRow } from '../spreadsheets/read-roster.ts';
import type { Workbook } from '../spreadsheets/workbook.ts';
import type { FileRow } from './import-comparison.ts';

/** What was read of a file. */
export interface ImportTable {
  fingerprint: string;
  encoding: string;
  columns: ImportPreview['columns'];
  fields: readonly string[];
  skippedSheets: string[];
  notes: ImportPreview['notes'];
  rows: FileRow[];
  delivery: ImportPreview['delivery'];
}

/** Reads the lists of a workbook. Raises fileHasNoHeader; `onProgress` may throw to stop. */
export function readImportTable(
  workbook: Workbook,
  kind: ImportKind,
  choice: ColumnChoice,
  onProgress: (done: number, total: number) => void,
): ImportTable {
  if (kind === 'devices') {
    const note = readDeliveryNote(workbook, choice, onProgress);
    const { fingerprint, encoding, columns, skippedSheets, notes, documentNumber, documentDate, giver } = note;
    return {
      fingerprint,
      encoding,
      columns,
      fields: deliveryFields,
      skippedSheets,
      notes: notes.map(toOutput),
      rows: note.rows.map(toFileRow),
      delivery: { documentNumber, documentDate, giver },
    };
  }
  const roster = readRoster(workbook, choice, onProgress);
  const { fingerprint, encoding, columns, skippedSheets, notes } = roster;
  return {
    fingerprint,
    encoding,
    columns,
    fields: rosterFields,
    skippedSheets,
    notes: notes.map(toOutput),
    rows: rowsOf(roster),
    delivery: null,
  };
}

/** An empty mark under "Hộ nghèo" is an empty cell, not the word "none". */
function rowsOf({ rows, columns }: Roster): FileRow[] {
  const withWords = new Set(columns.filter(({ field }) => field === 'povertyStatus').map(({ sheet }) => sheet));
  return rows.map((row) => {
    const status = row.source['povertyStatus'];
    if (status?.text !== 'none' || withWords.has(row.sheet)) return toFileRow(row);
    return toFileRow({ ...row, source: { ...row.source, povertyStatus: { ...status, text: '' } } });
  });
}

/** The readers leave out the keys of missing columns and never set one to undefined. */
function toFileRow(row: RosterRow | DeliveryLine): FileRow {
  return row as unknown as FileRow;
}

function toOutput(note: RowNote): RowNoteOutput {
  return { ...note, details: { ...note.details } };
}
