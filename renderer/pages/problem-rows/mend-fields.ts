/** Which fields a waiting row shows, those with a problem first. Pure. */
import type { ProblemRow, RowNoteOutput } from '../../../shared/contract/imports.ts';
import { formatDay } from '../../language/format.ts';
import { fieldChoices } from '../../language/field-text.ts';
import { findFieldWords } from '../../../shared/sentences/fields.ts';
import { listChoices } from '../../../shared/sentences/values.ts';

/** What tells one record from another: shown even when the file had no such column. */
const identifying = {
  roster: ['fullName', 'birthDate', 'className', 'moetId', 'personalId'],
  devices: ['serialNumber', 'imei', 'model'],
} as const;

export function mendFields({ kind, values, problems }: Pick<ProblemRow, 'kind' | 'values' | 'problems'>): string[] {
  const faulty = problems.flatMap((problem) => problem.field ?? []);
  return [...new Set([...faulty, ...identifying[kind], ...Object.keys(values)])];
}

/** Problems that stay as long as the row says the same: another row of its file says it too. */
const repeated = new Set(['serialNumberRepeated', 'imeiRepeated', 'pupilRepeated']);

/** The problems that saving without a change would only hide. */
export function staysRepeated(
  problems: readonly RowNoteOutput[],
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): RowNoteOutput[] {
  return problems.filter(
    ({ problem, field }) => repeated.has(problem) && field !== null && (before[field] ?? '') === (after[field] ?? ''),
  );
}

/** What stands in the field at first: days as a clerk writes them; a word that is on no list leaves its choice open. */
export function mendText(field: string, value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  const list = fieldChoices(field);
  if (list !== undefined) return listChoices('vi', list).some((choice) => choice.value === text) ? text : '';
  return findFieldWords(field)?.shows === 'day' ? formatDay(text) || text : text;
}
