/**
 * A side whose program is older than the others': it knows one table less. The declarations are the whole program's, so they
 * are taken away while such a side acts, and put back after; everything else of the core is the same.
 */
import { recordTableNames, recordTables, type RecordTableName } from '../../shared/records/record-tables.ts';
import type { Side } from './world.ts';

const ALL = { ...recordTables };
const NAMES = [...recordTableNames];

/** What an old program does not know yet, and the schema at which the table came. */
export const NEWEST_TABLE: RecordTableName = 'attachments';
export const SCHEMA_BEFORE = 3;

/** Runs `work` as the side's own program would. */
export async function asProgramOf<Result>(side: Side, work: () => Promise<Result>): Promise<Result> {
  if (side.lacks.length === 0) return work();
  know(NAMES.filter((name) => !side.lacks.includes(name)));
  try {
    return await work();
  } finally {
    know(NAMES);
  }
}

/** In the middle of what a side does: from here on it does it with the newest program. */
export function knowAll(): void {
  know(NAMES);
}

function know(names: readonly RecordTableName[]): void {
  const tables = recordTables as unknown as Record<string, unknown>;
  for (const name of NAMES) delete tables[name];
  for (const name of names) tables[name] = ALL[name];
  recordTableNames.splice(0, recordTableNames.length, ...names);
}
