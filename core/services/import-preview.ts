/** What the clerk is shown of a compared file: counts, groups, rows with what each value was and becomes. Pure. */
import type { ImportPreview, ImportRow } from '../../shared/contract/imports.ts';
import type { ComparedRow, Comparison, FileRow } from './import-comparison.ts';

type Group = 'new' | 'changed' | 'unchanged' | 'problem' | 'warning' | 'lowered';

/** Indexes of the rows of each group, in file order; a row may be in several. */
export function groupRows({ rows }: Comparison): Record<Group, number[]> {
  const groups: Record<Group, number[]> = {
    new: [],
    changed: [],
    unchanged: [],
    problem: [],
    warning: [],
    lowered: [],
  };
  for (const [index, row] of rows.entries()) {
    groups[row.group].push(index);
    if (row.warnings.length > 0) groups.warning.push(index);
    if (row.isLowered) groups.lowered.push(index);
  }
  return groups;
}

export function countRows(comparison: Comparison): ImportPreview['counts'] {
  const groups = groupRows(comparison);
  return {
    new: groups.new.length,
    changed: groups.changed.length,
    unchanged: groups.unchanged.length,
    problems: groups.problem.length,
    warnings: groups.warning.length,
    lowered: groups.lowered.length,
  };
}

/** A row with its source cells beside what was understood, and the old value of what it changes. */
export function toImportRow(row: FileRow, compared: ComparedRow): ImportRow {
  const fields = Object.keys(row.values);
  for (const field of Object.keys(row.source)) if (!(field in row.values)) fields.push(field);
  return {
    sheet: row.sheet,
    row: row.row,
    group: compared.group,
    isLowered: compared.isLowered,
    label: compared.label,
    match: compared.match,
    cells: fields.map((field) => {
      const before = compared.before[field];
      return {
        field,
        column: row.source[field]?.column ?? null,
        text: row.source[field]?.text ?? '',
        value: row.values[field] ?? null,
        ...(before !== undefined && { before }),
      };
    }),
    problems: compared.problems,
    warnings: compared.warnings,
  };
}
