/** A waiting row that a person has mended: checked and matched by the rules of a file, then saved by itself. */
import type { ProblemRow, RowNoteOutput } from '../../shared/contract/imports.ts';
import { Problem } from '../../shared/problems.ts';
import type { Register, Session } from '../register.ts';
import { checkDeliveryValues } from '../spreadsheets/delivery-values.ts';
import { checkRosterValues } from '../spreadsheets/roster-values.ts';
import { compareImport } from './compare-import.ts';
import type { FileRow, FileValue } from './import-comparison.ts';
import { toProblemRow } from './import-problem-rows.ts';

/** Problems of a row that says what another row of its file said: that one was imported. */
const REPEATED: ReadonlySet<string> = new Set(['pupilRepeated', 'serialNumberRepeated', 'imeiRepeated']);

/**
 * Saves a mended row and takes it off the list. A row that still has problems stays: they are answered, nothing is
 * written and `command` is null. It is also null when the register held all of it already. A row that means a pupil or
 * device of the register completes it by the rules of a file; one that was refused for repeating another row stays as
 * long as it says the same and that other one is in the register. A certified status is not lowered here.
 *
 * Raises recordNotFound.
 */
export function mendProblemRow(
  register: Register,
  session: Session,
  input: { id: number; values: Record<string, FileValue> },
): Promise<{ command: string | null; problems: RowNoteOutput[] }> {
  return register.run(session, async (command) => {
    const db = await command.read();
    const stored = await db.selectFrom('importProblems').selectAll().where('id', '=', input.id).executeTakeFirst();
    if (!stored) throw new Problem('recordNotFound', { table: 'import_problems', record: String(input.id) });
    const waiting = toProblemRow(stored);
    const values = { ...waiting.values, ...input.values };
    const row = toFileRow(waiting, values);
    const comparison = await compareImport(db, {
      owner: command.owner,
      kind: stored.kind,
      rows: [row],
      today: register.today(),
      round: stored.round,
      delivery: null,
    });
    const compared = comparison.rows[0]!;
    const repeated = compared.match === null ? [] : stillRepeated(waiting, row);
    const problems = compared.group === 'problem' ? compared.problems : repeated;
    if (problems.length > 0) {
      await db
        .updateTable('importProblems')
        .set({ label: compared.label, valuesJson: JSON.stringify(values), problemsJson: JSON.stringify(problems) })
        .where('id', '=', input.id)
        .execute();
      return { command: null, problems };
    }
    await comparison.write(command, { mayLower: () => false, onProgress: () => undefined });
    await db.deleteFrom('importProblems').where('id', '=', input.id).execute();
    return { command: command.id, problems: [] };
  });
}

/** The problems of repeating another row whose value the mending has not changed, however it is written now. */
function stillRepeated(waiting: ProblemRow, mended: FileRow): RowNoteOutput[] {
  const { values } = toFileRow(waiting, waiting.values);
  return waiting.problems.filter(
    ({ problem, field }) => REPEATED.has(problem) && field !== null && values[field] === mended.values[field],
  );
}

/** The mended values as a row of the file they came from; an emptied value says nothing. */
function toFileRow({ kind, sheet, row }: ProblemRow, written: Record<string, FileValue>): FileRow {
  const { values, problems, warnings } = kind === 'roster' ? checkRosterValues(written) : checkDeliveryValues(written);
  const source: Record<string, { column: null; text: string }> = {};
  for (const [field, value] of Object.entries(written)) source[field] = { column: null, text: String(value ?? '') };
  const toNote = (note: { field: string | null; problem: string; details: object }): RowNoteOutput => ({
    sheet,
    row,
    column: null,
    field: note.field,
    problem: note.problem,
    details: { ...note.details },
  });
  return {
    sheet,
    row,
    // The checks leave out the keys that were not given and never set one to undefined.
    values: values as FileRow['values'],
    source,
    problems: problems.map(toNote),
    warnings: warnings.map(toNote),
  };
}
