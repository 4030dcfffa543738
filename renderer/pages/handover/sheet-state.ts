/** What a class's handover sheet says and what the clerk's ticks make of it. Pure. */
import type { HandoverRow } from '../../../shared/contract/devices.ts';
import { relation } from '../../../shared/records/pupil.ts';
import { foldText } from '../../../shared/rules/fold.ts';
import type { FormValues } from '../../fields/drafts.ts';

export type RowState = 'received' | 'blocked' | 'planned' | 'waiting';

/** `blocked`: the pupil, or another of the household, holds a device already. */
export function rowState(row: HandoverRow): RowState {
  if (row.receipt !== null) return 'received';
  if (row.obstacle !== null) return 'blocked';
  return row.device === null ? 'waiting' : 'planned';
}

export type SheetCounts = Record<RowState, number>;

export function countStates(rows: readonly HandoverRow[]): SheetCounts {
  const counts: SheetCounts = { received: 0, blocked: 0, planned: 0, waiting: 0 };
  for (const row of rows) counts[rowState(row)] += 1;
  return counts;
}

/** Names of a row's fields in the form. */
export function fieldOf(student: string, field: 'tick' | 'name' | 'relation' | 'personalId'): string {
  return `${student} ${field}`;
}

/** Everybody is there but who was absent when the class signed; the first guardian signs. */
export function sheetValues(rows: readonly HandoverRow[], absent: ReadonlySet<string>): FormValues {
  const values: Record<string, string> = {};
  for (const row of rows) {
    if (rowState(row) !== 'planned') continue;
    values[fieldOf(row.student, 'tick')] = absent.has(row.student) ? '' : 'yes';
    values[fieldOf(row.student, 'name')] = row.guardianName ?? '';
    values[fieldOf(row.student, 'relation')] = row.guardianRelation ?? '';
  }
  return values;
}

export interface SheetLine {
  student: string;
  device: string;
  receiverName: string;
  receiverRelation: HandoverRow['guardianRelation'];
  receiverPersonalId: string | null;
}

/** Pupils that are ticked, in the order of the sheet. */
export function tickedRows(rows: readonly HandoverRow[], values: FormValues): HandoverRow[] {
  return rows.filter((row) => rowState(row) === 'planned' && values[fieldOf(row.student, 'tick')] === 'yes');
}

export function sheetLines(rows: readonly HandoverRow[], values: FormValues): SheetLine[] {
  return tickedRows(rows, values).flatMap((row) =>
    row.device === null
      ? []
      : [
          {
            student: row.student,
            device: row.device,
            receiverName: values[fieldOf(row.student, 'name')] ?? '',
            receiverRelation: readRelation(values[fieldOf(row.student, 'relation')]),
            receiverPersonalId: values[fieldOf(row.student, 'personalId')] || null,
          },
        ],
  );
}

export function readRelation(value: string | undefined): HandoverRow['guardianRelation'] {
  return relation.options.find((kind) => kind === value) ?? null;
}

/** Folded names that more than one pupil of the sheet has. */
export function foldedNamesakes(rows: readonly HandoverRow[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { fullName } of rows) {
    const folded = foldText(fullName);
    if (seen.has(folded)) twice.add(folded);
    seen.add(folded);
  }
  return twice;
}
