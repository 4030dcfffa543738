/** Which rows of a staged file can be looked at, and how many there are of each kind. Pure. */
import type { ImportPreview } from '../../../shared/contract/imports.ts';

export const rowGroups = ['problem', 'lowered', 'changed', 'new', 'warning', 'unchanged'] as const;
export type RowGroup = (typeof rowGroups)[number];

const countOf = {
  problem: 'problems',
  lowered: 'lowered',
  changed: 'changed',
  new: 'new',
  warning: 'warnings',
  unchanged: 'unchanged',
} as const satisfies Record<RowGroup, keyof ImportPreview['counts']>;

export function countRowsOf(group: RowGroup, counts: ImportPreview['counts']): number {
  return counts[countOf[group]];
}

/** Groups that have rows, those that need a person first. */
export function filledGroups(counts: ImportPreview['counts']): RowGroup[] {
  return rowGroups.filter((group) => countRowsOf(group, counts) > 0);
}

/** True when writing would do something: save rows, or keep problem rows that no earlier reading of the file has kept. */
export function hasAnythingToWrite({ counts, sameAs }: Pick<ImportPreview, 'counts' | 'sameAs'>): boolean {
  return counts.new + counts.changed > 0 || (counts.problems > 0 && sameAs === null);
}
