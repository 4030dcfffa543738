/** The derived table that says of every device where it is now; refreshed with every write that touches the device. */
import type { WriteHandle } from '../database/handles.ts';
import type { DeviceSearchRow } from '../database/tables.ts';
import { inSlices } from './in-slices.ts';
import { openReceipts } from './papers.ts';
import type { RowInserter } from './records.ts';

const COLUMNS = ['owner', 'device', 'round', 'state', 'student', 'receipt', 'assignment'] as const;

/** Brings the derived rows of these devices up to date. */
export async function refreshDeviceSearch(
  db: WriteHandle,
  inserter: RowInserter,
  owner: string,
  devices: readonly string[],
): Promise<void> {
  await inSlices(devices, (ids) => refreshSome(db, inserter, owner, ids));
}

async function refreshSome(
  db: WriteHandle,
  inserter: RowInserter,
  owner: string,
  ids: readonly string[],
): Promise<void> {
  const devices = await db
    .selectFrom('devices')
    .select(['id', 'round', 'voidedAt'])
    .where('owner', '=', owner)
    .where('id', 'in', ids)
    .execute();
  // The owner beside a list of devices would make SQLite look through all papers of the owner; ids are unique among all.
  // Should a merge bring two open receipts, the later one is shown; finding both is not this table's task.
  const receipts = await openReceipts(db, owner)
    .select(['receipts.id', 'receipts.device', 'receipts.student'])
    .where('receipts.id', 'in', db.selectFrom('receipts').select('id').where('device', 'in', ids))
    .orderBy('receipts.receivedOn')
    .orderBy('receipts.id')
    .execute();
  const assignments = await db
    .selectFrom('assignments')
    .select(['id', 'device', 'student'])
    .where('device', 'in', ids)
    .where('voidedAt', 'is', null)
    .orderBy('id')
    .execute();
  const receiptOf = new Map(receipts.map((receipt) => [receipt.device, receipt]));
  const assignmentOf = new Map(assignments.map((assignment) => [assignment.device, assignment]));

  await db.deleteFrom('deviceSearch').where('owner', '=', owner).where('device', 'in', ids).execute();
  const rows = devices.map((device): DeviceSearchRow => {
    const receipt = receiptOf.get(device.id);
    const assignment = assignmentOf.get(device.id);
    return {
      owner,
      device: device.id,
      round: device.round,
      state: device.voidedAt !== null ? 'voided' : receipt ? 'handed_over' : assignment ? 'assigned' : 'in_stock',
      student: receipt?.student ?? assignment?.student ?? null,
      receipt: receipt?.id ?? null,
      assignment: assignment?.id ?? null,
    };
  });
  await inserter.insert('deviceSearch', COLUMNS, rows);
}
