/** Rows in use (not void), found in bulk by an indexed field or by id, oldest first. */
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';
import { type AnyRow, findRows } from './records.ts';
import { listByField } from './references.ts';

const IDS_PER_QUERY = 500;

type VoidableTable = Exclude<RecordTableName, 'schools' | 'offices' | 'receipts' | 'movements' | 'events'>;

/** Rows of `table` whose indexed `field` is one of these values. */
export async function listUsed<Name extends VoidableTable>(
  db: ReadHandle,
  table: Name,
  field: string & keyof SyncedRow<Name>,
  values: readonly string[],
): Promise<SyncedRow<Name>[]> {
  return toUsed<Name>(await listByField(db, table, field, values));
}

/** Rows of `table` by id. */
export async function listUsedById<Name extends VoidableTable>(
  db: ReadHandle,
  table: Name,
  owner: string,
  ids: readonly string[],
): Promise<SyncedRow<Name>[]> {
  const rows: AnyRow[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY)
    for (const row of (await findRows(db, table, owner, ids.slice(start, start + IDS_PER_QUERY))).values())
      rows.push(row);
  return toUsed<Name>(rows);
}

function toUsed<Name extends VoidableTable>(rows: readonly AnyRow[]): SyncedRow<Name>[] {
  const used = rows.filter((row) => row['voidedAt'] === null).sort((one, other) => (one.id < other.id ? -1 : 1));
  // A row of a table has the fields of its declaration.
  return used as unknown as SyncedRow<Name>[];
}

/** The values that are there, each once. */
export function present(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => Boolean(value)))];
}

export function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
