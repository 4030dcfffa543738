/** The same pupil twice in one file: the later row is refused and names the earlier one. */
import type { RosterRow } from './roster-fields.ts';

export function refuseRepeatedPupils(rows: readonly RosterRow[]): void {
  const seen = { moetId: new Map<string, RosterRow>(), personalId: new Map<string, RosterRow>() };
  const alike = new Map<string, RosterRow>();
  for (const row of rows) {
    // A row that waits for a person is no reason to refuse another.
    if (row.problems.length > 0) continue;
    if (refuse(row, 'moetId', seen.moetId) || refuse(row, 'personalId', seen.personalId)) continue;
    remember(row, seen);
    warnOfNamesake(row, alike);
  }
}

function placeOf(other: RosterRow, row: RosterRow): { otherRow: number; otherSheet?: string } {
  return other.sheet === row.sheet ? { otherRow: other.row } : { otherRow: other.row, otherSheet: other.sheet };
}

function refuse(row: RosterRow, field: 'moetId' | 'personalId', seen: ReadonlyMap<string, RosterRow>): boolean {
  const value = row.values[field];
  const other = value ? seen.get(value) : undefined;
  if (!other) return false;
  row.problems.push({
    sheet: row.sheet,
    row: row.row,
    column: row.source[field]?.column ?? null,
    field,
    problem: 'pupilRepeated',
    details: placeOf(other, row),
  });
  return true;
}

function remember(row: RosterRow, seen: Record<'moetId' | 'personalId', Map<string, RosterRow>>): void {
  for (const field of ['moetId', 'personalId'] as const) {
    const value = row.values[field];
    if (value) seen[field].set(value, row);
  }
}

/** Same name, birthday and class, and no identifier that tells them apart. */
function warnOfNamesake(row: RosterRow, alike: Map<string, RosterRow>): void {
  const { fullName, birthDate, className, moetId, personalId } = row.values;
  if (!fullName || !birthDate) return;
  const key = `${birthDate}|${className ?? ''}|${fullName}`;
  const other = alike.get(key);
  if (!other) {
    alike.set(key, row);
    return;
  }
  const areTold = (moetId && other.values.moetId) || (personalId && other.values.personalId);
  if (areTold) return;
  row.warnings.push({
    sheet: row.sheet,
    row: row.row,
    column: row.source['fullName']?.column ?? null,
    field: 'fullName',
    problem: 'pupilMaybeRepeated',
    details: placeOf(other, row),
  });
}
