/** Proves that a register is what its journal says, and that nobody changed the journal (docs/journal.md). */
import type { VerifyReport } from '../../shared/contract/students.ts';
import type { ReadHandle } from '../database/handles.ts';
import { isKnownTable } from '../../shared/records/record-tables.ts';
import { Faults } from './faults.ts';
import { verifyAnchors } from './verify-anchors.ts';
import { verifyChains } from './verify-chains.ts';
import { verifyRows } from './verify-rows.ts';

/**
 * Checks every chain, also against its anchors, then rebuilds every synced table and compares. `db` must show one moment of the file throughout;
 * `pause` is awaited between pages, so that the rest of the process goes on. Memory stays bounded.
 */
export async function verifyJournal(db: ReadHandle, pause: () => Promise<void>): Promise<VerifyReport> {
  const faults = new Faults();
  const { changes, creations } = await verifyChains(db, faults, pause);
  await verifyRows(db, faults, creations, pause);
  const anchored = await verifyAnchors(db, faults);
  let records = 0;
  for (const [table, count] of creations) if (isKnownTable(table)) records += count;
  return {
    isSound: faults.isEmpty,
    changes,
    records,
    ...anchored,
    faults: faults.list,
  };
}
