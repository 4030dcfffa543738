/** Rows of files that wait for a person. They are of this PC only: nothing of them is in the journal. */
import { z } from 'zod';
import { type ProblemRow, rowNote } from '../../shared/contract/imports.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { ImportProblemRow } from '../database/tables.ts';
import type { Command } from '../journal/command.ts';
import type { Register } from '../register.ts';
import type { ComparedRow, FileRow, FileValue, ImportedFile } from './import-comparison.ts';

const storedValues = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const storedNotes = z.array(rowNote);

/** One page of the waiting rows, the oldest first. */
export async function listProblemRows(
  db: ReadHandle,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; rows: ProblemRow[] }> {
  const { total } = await db
    .selectFrom('importProblems')
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await db.selectFrom('importProblems').selectAll().orderBy('id').limit(limit).offset(offset).execute();
  return { total, rows: rows.map(toProblemRow) };
}

/** Takes waiting rows off the list; returns how many there were. */
export function dismissProblemRows(register: Register, ids: readonly number[]): Promise<number> {
  return register.exclusively(() =>
    register.transact(async (db) => {
      const result = await db.deleteFrom('importProblems').where('id', 'in', ids).executeTakeFirst();
      return Number(result.numDeletedRows);
    }),
  );
}

/** Puts rows on the list, each once however often its file is imported. */
export async function saveProblemRows(
  db: WriteHandle,
  file: ImportedFile,
  command: Command,
  found: readonly { row: FileRow; compared: ComparedRow }[],
): Promise<void> {
  if (found.length === 0) return;
  const waiting = await db.selectFrom('importProblems').select(['kind', 'sheet', 'row', 'valuesJson']).execute();
  const keyOf = (row: Pick<ImportProblemRow, 'kind' | 'sheet' | 'row' | 'valuesJson'>): string =>
    [row.kind, row.sheet, row.row, row.valuesJson].join('\n');
  const known = new Set(waiting.map(keyOf));
  for (const { row, compared } of found) {
    const waitingRow = {
      command: command.id,
      kind: file.kind,
      fileName: file.fileName,
      at: command.at,
      sheet: row.sheet,
      row: row.row,
      label: compared.label,
      valuesJson: JSON.stringify(valuesToMend(row)),
      problemsJson: JSON.stringify(compared.problems),
      round: file.round,
    };
    if (known.has(keyOf(waitingRow))) continue;
    known.add(keyOf(waitingRow));
    await db.insertInto('importProblems').values(waitingRow).execute();
  }
}

/** What was understood; where nothing was, what stands in the file, so that a person sees what to mend. */
function valuesToMend(row: FileRow): Record<string, FileValue> {
  const values: Record<string, FileValue> = { ...row.values };
  for (const { field } of row.problems) {
    if (field !== null && (values[field] ?? null) === null) values[field] = row.source[field]?.text || null;
  }
  return values;
}

export function toProblemRow(row: Omit<ImportProblemRow, 'id'> & { id: number }): ProblemRow {
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.fileName,
    at: row.at,
    sheet: row.sheet,
    row: row.row,
    label: row.label,
    values: storedValues.parse(JSON.parse(row.valuesJson)),
    problems: storedNotes.parse(JSON.parse(row.problemsJson)),
  };
}
