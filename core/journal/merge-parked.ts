/** What a newer program wrote and this one could not read waits in the journal until this one is as new. */
import { isKnownTable } from '../../shared/records/record-tables.ts';
import { checkChange } from '../../shared/rules/check-change.ts';
import type { WriteHandle } from '../database/handles.ts';
import { SCHEMA_VERSION } from '../database/migrations/migrations.ts';
import type { RefusedChangeRow } from '../database/tables.ts';
import { refreshDerivedTables } from '../queries/derived-tables.ts';
import { findOwnerRole, listNewerChanges } from '../queries/merge.ts';
import { RowInserter } from '../queries/records.ts';
import { rebuildRecords, touch, type Touched } from './merge-records.ts';

/**
 * Rebuilds the records that programs with more migrations than `fromSchema` wrote about. Called once, in the
 * transaction that brings a file up to this program's schema.
 */
export async function replayParked(db: WriteHandle, fromSchema: number): Promise<void> {
  const inserter = new RowInserter(db);
  const owners = new Map<string, Touched>();
  for (let after = { replica: '', seq: 0 }; ;) {
    const page = await listNewerChanges(db, fromSchema, after);
    const last = page.at(-1);
    if (!last) break;
    after = last;
    const refused: RefusedChangeRow[] = [];
    for (const change of page) {
      const { owner, record, recordTable, replica, seq } = change;
      if (!isKnownTable(recordTable)) continue;
      const verdict = checkChange(change, await findOwnerRole(db, owner), change.schema > SCHEMA_VERSION);
      if (!verdict.counts && verdict.why !== 'parked' && verdict.why !== 'withheld' && !change.refusal)
        refused.push({ replica, seq, record, reason: verdict.why });
      const touched: Touched = owners.get(owner) ?? new Map();
      owners.set(owner, touched);
      touch(touched, recordTable, record);
    }
    await inserter.insert('refusedChanges', ['replica', 'seq', 'record', 'reason'], refused);
  }
  for (const [owner, touched] of owners) {
    const stale: Touched = new Map();
    await rebuildRecords(db, { owner, ownerRole: await findOwnerRole(db, owner) }, touched, stale);
    await refreshDerivedTables(db, inserter, owner, stale);
  }
}
