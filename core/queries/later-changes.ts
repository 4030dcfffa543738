/** The part of a chain after a number: what a backup that ends there does not have. */
import type { ReadHandle } from '../database/handles.ts';
import { listPackagesAfter } from './packages.ts';

export interface LaterRecords {
  recordTable: string;
  /** Records that were created, and older ones that were changed, after the number. */
  added: number;
  changed: number;
}

/** The instant of the first change after this number, and the records of each table that those changes touch. */
export async function countLater(
  db: ReadHandle,
  replica: string,
  seq: number,
): Promise<{ from: string | null; records: LaterRecords[] }> {
  const rows = await db
    .selectFrom('changes')
    .select(['recordTable', 'record'])
    .select((select) => [select.fn.min<string>('at').as('from'), select.fn.min<string>('base').as('base')])
    .where('replica', '=', replica)
    .where('seq', '>', seq)
    .groupBy(['recordTable', 'record'])
    .execute();
  const byTable = Map.groupBy(rows, (row) => row.recordTable);
  const records = [...byTable].map(([recordTable, touched]) => {
    // A creation has no base.
    const added = touched.filter(({ base }) => base === '').length;
    return { recordTable, added, changed: touched.length - added };
  });
  const from = rows.reduce<string | null>(
    (first, row) => (first === null || row.from < first ? row.from : first),
    null,
  );
  return { from, records };
}

/** How far packages carry a chain on from this number without a gap. */
export async function findLastPackedAfter(db: ReadHandle, replica: string, seq: number): Promise<number> {
  let through = seq;
  for (const { first, last } of await listPackagesAfter(db, replica, seq)) {
    if (first > through + 1) break;
    through = Math.max(through, last);
  }
  return through;
}
