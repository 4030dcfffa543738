/** Queries that are built and compiled once: building one takes Kysely as long as SQLite takes to answer it. */
import { type Compilable, CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { ReadHandle, WriteHandle } from '../handles.ts';

/** Stands in the compiled query where a value comes at each run. */
class Slot {
  readonly name: string;
  readonly isList: boolean;

  constructor(name: string, isList: boolean) {
    this.name = name;
    this.isList = isList;
  }
}

type ListNames<Values> = {
  [Name in keyof Values]: Values[Name] extends readonly string[] ? Name : never;
}[keyof Values];

/** Where the values of a run stand in the query. */
export interface Given<Values> {
  /** One value. */
  readonly value: <Name extends Exclude<keyof Values, ListNames<Values>>>(name: Name) => RawBuilder<Values[Name]>;
  /** For `in`: a list of any length. */
  readonly list: (name: ListNames<Values>) => RawBuilder<string>;
}

/**
 * A query as a function of its values. `build` runs once for the whole program, so it may depend on nothing but the
 * shape of the query.
 */
export function fixedQuery<Values extends object, Row, Handle extends ReadHandle | WriteHandle = ReadHandle>(
  build: (db: Handle, given: Given<Values>) => Compilable<Row>,
): (db: Handle, values: Values) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  const given: Given<Values> = {
    value: (name) => sql`${new Slot(String(name), false)}`,
    list: (name) => sql`(select value from json_each(${new Slot(String(name), true)}))`,
  };
  return async (db, values) => {
    compiled ??= build(db, given).compile();
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Slot ? filled(parameter, values) : parameter,
    );
    const { rows } = await db.getExecutor().executeQuery<Row>(CompiledQuery.raw(compiled.sql, parameters));
    return rows;
  };
}

function filled({ name, isList }: Slot, values: object): unknown {
  const value = (values as Record<string, unknown>)[name];
  return isList ? JSON.stringify(value) : value;
}
