/** Writes a compared file into the register: the good rows in one command, the others into the list that waits. */
import type { ImportResult, RowNoteOutput } from '../../shared/contract/imports.ts';
import { rowNoteSentence } from '../../shared/sentences/row-note.ts';
import type { Command } from '../journal/command.ts';
import { findImportOfFile, saveImportFileName } from '../queries/import-events.ts';
import type { Comparison, FileRow, ImportedFile } from './import-comparison.ts';
import { saveProblemRows } from './import-problem-rows.ts';

/**
 * Writes what `comparison` found, remembering the import first. A file that changes nothing writes nothing, and its
 * problem rows are not listed a second time when the very same file was imported before.
 */
export async function applyImport(
  command: Command,
  file: ImportedFile,
  rows: readonly FileRow[],
  comparison: Comparison,
  lower: ReadonlySet<string>,
  onProgress: (done: number, total: number) => void,
): Promise<ImportResult> {
  const mayLower = (index: number): boolean => lower.has(rowKey(rows[index]!));
  const counts = { new: 0, changed: 0, unchanged: 0, problem: 0 };
  const outcomes = rows.map((_, index) => comparison.outcome(index, mayLower(index)));
  for (const outcome of outcomes) counts[outcome] += 1;

  const db = await command.read();
  const before = await findImportOfFile(db, command.owner, file.kind, file.sha256);
  if (counts.new + counts.changed > 0) {
    const details = { kind: file.kind, fileSha256: file.sha256, counts };
    const id = command.create('events', { kind: 'import', details: JSON.stringify(details) });
    await saveImportFileName(db, id, file.fileName);
    await comparison.write(command, { mayLower, onProgress });
  }
  const problems = rows.filter((_, index) => outcomes[index] === 'problem');
  if (!before) {
    const found = rows.flatMap((row, index) =>
      outcomes[index] === 'problem' ? [{ row, compared: comparison.rows[index]! }] : [],
    );
    await saveProblemRows(db, file, command, found);
  }

  const rejected: RowNoteOutput[] = [];
  const warnings: RowNoteOutput[] = [...file.notes];
  for (const [index, compared] of comparison.rows.entries()) {
    if (outcomes[index] === 'problem') rejected.push(...compared.problems);
    else warnings.push(...compared.warnings);
    if (compared.isLowered && !mayLower(index)) warnings.push(keptNote(rows[index]!));
  }
  onProgress(problems.length, problems.length);
  return {
    id: command.id,
    accepted: counts.new,
    unchanged: counts.unchanged,
    changed: counts.changed,
    rejected: rejected.map(withMessage),
    warnings: warnings.map(withMessage),
  };
}

/** By what the clerk's ticks name a row. */
export function rowKey({ sheet, row }: { sheet: string; row: number }): string {
  return `${row}\n${sheet}`;
}

function keptNote(row: FileRow): RowNoteOutput {
  const column = row.source['povertyStatus']?.column ?? null;
  return { sheet: row.sheet, row: row.row, column, field: 'povertyStatus', problem: 'statusNotLowered', details: {} };
}

function withMessage(note: RowNoteOutput): RowNoteOutput & { message: string } {
  return { ...note, message: rowNoteSentence('vi', note) };
}
