/**
 * References to records that have not come. A record's id names the replica and number that made it, so what is missing
 * lies behind the head of a chain or between the chains: ranges of an index, however many rows there are.
 */
import { sql } from 'kysely';
import { changeId } from '../../shared/records/change-id.ts';
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { Found } from './findings.ts';
import { listChainHeads } from './journal-pages.ts';

/** Indexed references, with their columns. */
const REFERENCES: readonly (readonly [RecordTableName, string])[] = [
  ['students', 'class'],
  ['students', 'household'],
  ['guardians', 'student'],
  ['poverty_statuses', 'household'],
  ['devices', 'round'],
  ['assignments', 'student'],
  ['assignments', 'device'],
  ['receipts', 'student'],
  ['receipts', 'device'],
  ['receipts', 'cancels'],
  ['movements', 'device'],
];

export async function findMissingReferences(db: ReadHandle): Promise<Found[]> {
  const heads = await listChainHeads(db);
  const ranges: [after: string, before: string][] = [];
  let after = '';
  for (const { replica, seq } of heads) {
    ranges.push([after, changeId(replica, 1)]);
    after = changeId(replica, seq);
  }
  ranges.push([after, '~']);
  const found = new Map<string, Found>();
  for (const [table, column] of REFERENCES) {
    for (const [from, to] of ranges) {
      const rows = await sql<{ owner: string; id: string; value: string }>`
        select owner, id, ${sql.ref(column)} as value from ${sql.table(table)}
        where ${sql.ref(column)} > ${from} and ${sql.ref(column)} < ${to}`.execute(db);
      for (const { owner, id, value } of rows.rows) {
        const finding = found.get(value) ?? { kind: 'referenceMissing' as const, value, records: [] };
        finding.records.push({ owner, recordTable: table, record: id });
        found.set(value, finding);
      }
    }
  }
  return [...found.values()];
}
