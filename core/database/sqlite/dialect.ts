/**
 * Kysely on better-sqlite3 with three differences from Kysely's own dialect: transactions begin IMMEDIATE, so that two
 * processes on one file queue up instead of failing at their first write; statements are prepared once; and columns are
 * named once per statement.
 */
import type Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
} from 'kysely';
import { SnakeCaseCompiler, toCamelCase } from './column-names.ts';

/** How many prepared statements a connection keeps; the register has about a hundred. */
const STATEMENTS_KEPT = 400;

/** A statement, and how the program calls its columns; no columns: it answers no rows. */
interface Prepared {
  statement: Database.Statement;
  columns: readonly string[] | undefined;
}

class SqliteConnection implements DatabaseConnection {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Prepared>();

  constructor(db: Database.Database) {
    this.#db = db;
  }

  executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const { statement, columns } = this.#prepare(sql);
      if (columns) {
        const rows = statement.all(parameters).map((row) => named(columns, row));
        return Promise.resolve({ rows: rows as Row[] });
      }
      const { changes, lastInsertRowid } = statement.run(parameters);
      return Promise.resolve({ numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid), rows: [] });
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async *streamQuery<Row>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    // Not from the cache: an open iterator keeps its statement busy.
    const { statement, columns } = prepare(this.#db, sql);
    for (const row of statement.iterate(parameters)) yield { rows: [named(columns ?? [], row) as Row] };
  }

  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = prepare(this.#db, sql);
    if (this.#statements.size >= STATEMENTS_KEPT) this.#statements.clear();
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

function prepare(db: Database.Database, sql: string): Prepared {
  const statement = db.prepare(sql);
  if (!statement.reader) return { statement, columns: undefined };
  const columns = statement.columns().map(({ name }) => toCamelCase(name));
  return { statement: statement.raw(true), columns };
}

/** A row of values as an object. */
function named(columns: readonly string[], values: unknown): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < columns.length; index += 1) row[columns[index]!] = (values as unknown[])[index];
  return row;
}

class ImmediateDriver implements Driver {
  readonly #db: Database.Database;
  readonly #connection: SqliteConnection;

  constructor(db: Database.Database) {
    this.#db = db;
    this.#connection = new SqliteConnection(db);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite rolls back by itself on a full disk; a second rollback would hide the first cause.
    if (this.#db.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#db.close();
  }
}

/** A Kysely dialect over an open better-sqlite3 handle. */
export function sqliteDialect(db: Database.Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver(db),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SnakeCaseCompiler(),
  };
}
