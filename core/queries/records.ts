/** Rows of synced tables, all tables alike. Only the journal calls this: a row and its change are written together. */
import { CompiledQuery } from 'kysely';
import { getRecordTable, type RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { type SyncedTableKey, type Tables, toTableKey } from '../database/tables.ts';

export type RecordValue = string | number | null;
/** A row of any synced table. */
export type AnyRow = { owner: string; id: string } & Record<string, RecordValue>;

/** How many rows one INSERT carries; the widest table stays far below SQLite's 32,766 parameters. */
const ROWS_PER_INSERT = 100;

/** Columns of a synced table in a fixed order: key, then fields. */
export function columnsOf(table: RecordTableName): string[] {
  return ['owner', 'id', ...Object.keys(getRecordTable(table).fields.shape)];
}

/** One row, or undefined. */
export function findRow(
  db: ReadHandle,
  table: RecordTableName,
  key: { owner: string; id: string },
): Promise<AnyRow | undefined> {
  // One shape for all tables: the key columns are the same in each.
  const rows = db.selectFrom(toTableKey(table) as 'students').selectAll();
  return rows.where('owner', '=', key.owner).where('id', '=', key.id).executeTakeFirst();
}

/** Rows of one owner by id; at most 1,000 ids. */
export async function findRows(
  db: ReadHandle,
  table: RecordTableName,
  owner: string,
  ids: readonly string[],
): Promise<Map<string, AnyRow>> {
  const rows: AnyRow[] = await db
    .selectFrom(toTableKey(table) as 'students')
    .selectAll()
    .where('owner', '=', owner)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Gives the same values to fields of these rows; every one of them must be hit. At most 1,000 ids. */
export async function updateRows(
  db: WriteHandle,
  table: RecordTableName,
  owner: string,
  ids: readonly string[],
  fields: Record<string, RecordValue>,
): Promise<void> {
  const result = await db
    .updateTable(toTableKey(table) as 'students')
    .set(fields)
    .where('owner', '=', owner)
    .where('id', 'in', ids)
    .executeTakeFirst();
  if (result.numUpdatedRows !== BigInt(ids.length))
    throw new Error(`expected to change ${ids.length} rows of ${table}, changed ${result.numUpdatedRows}`);
}

/** Takes rows out, for the merge to write them anew; at most 1,000 ids. */
export async function deleteRows(
  db: WriteHandle,
  table: RecordTableName,
  owner: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const rows = db.deleteFrom(toTableKey(table) as 'students').where('owner', '=', owner);
  await rows.where('id', 'in', ids).execute();
}

/** Inserts many rows of one table with statements that are compiled once per size. */
export class RowInserter {
  /** The SQL follows from table and size alone: compiled once for all commands, which are short. */
  static readonly #compiled = new Map<string, string>();
  readonly #db: WriteHandle;

  constructor(db: WriteHandle) {
    this.#db = db;
  }

  async insert(
    table: SyncedTableKey | keyof Tables,
    columns: readonly string[],
    rows: readonly object[],
  ): Promise<void> {
    for (let start = 0; start < rows.length;) {
      const size = rows.length - start >= ROWS_PER_INSERT ? ROWS_PER_INSERT : 1;
      const parameters: unknown[] = [];
      for (let index = start; index < start + size; index += 1) {
        const row = rows[index] as Record<string, unknown>;
        for (const column of columns) parameters.push(row[column]);
      }
      await this.#db.executeQuery(CompiledQuery.raw(this.#compile(table, columns, size), parameters));
      start += size;
    }
  }

  #compile(table: keyof Tables, columns: readonly string[], size: number): string {
    const key = `${table} ${size}`;
    const known = RowInserter.#compiled.get(key);
    if (known) return known;
    const row = Object.fromEntries(columns.map((column) => [column, '']));
    const one = this.#db
      .insertInto(table as 'students')
      .values(row as never)
      .compile().sql;
    // Compiling a hundred rows of placeholders takes a hundred times as long as writing them down.
    const placeholders = one.slice(one.lastIndexOf('('));
    const sql = one + `, ${placeholders}`.repeat(size - 1);
    RowInserter.#compiled.set(key, sql);
    return sql;
  }
}
