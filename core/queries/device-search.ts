/** The derived table that says of every device where it is now; refreshed with every write that touches the device. */
import type { WriteHandle } from '../database/handles.ts';
import { fixedQuery, type Given } from '../database/sqlite/fixed-query.ts';
import type { DeviceSearchRow } from '../database/tables.ts';
import { listDevicesOfErased } from './erasures.ts';
import { inSlices } from './in-slices.ts';
import { openReceipts } from './papers.ts';
import type { RowInserter } from './records.ts';

const COLUMNS = ['owner', 'device', 'round', 'state', 'student', 'receipt', 'assignment'] as const;

type OwnersIds = Given<{ owner: string; ids: readonly string[] }>;

const devicesById = fixedQuery((db, { value, list }: OwnersIds) =>
  db
    .selectFrom('devices')
    .select(['id', 'round', 'voidedAt'])
    .where('owner', '=', value('owner'))
    .where('id', 'in', list('ids')),
);
// The owner beside a list of devices would make SQLite look through all papers of the owner; ids are unique among all.
// Should a merge bring two open receipts, the later one is shown; finding both is not this table's task.
const openReceiptsOf = fixedQuery((db, { value, list }: OwnersIds) =>
  openReceipts(db, value('owner'))
    .select(['receipts.id', 'receipts.device', 'receipts.student'])
    .where('receipts.id', 'in', db.selectFrom('receipts').select('id').where('device', 'in', list('ids')))
    .orderBy('receipts.receivedOn')
    .orderBy('receipts.id'),
);
const assignmentsOf = fixedQuery((db, { list }: Given<{ ids: readonly string[] }>) =>
  db
    .selectFrom('assignments')
    .select(['id', 'device', 'student'])
    .where('device', 'in', list('ids'))
    .where('voidedAt', 'is', null)
    .orderBy('id'),
);
const deviceSearchDeletion = fixedQuery((db: WriteHandle, { value, list }: OwnersIds) =>
  db.deleteFrom('deviceSearch').where('owner', '=', value('owner')).where('device', 'in', list('ids')),
);

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
  const devices = await devicesById(db, { owner, ids });
  const receipts = await openReceiptsOf(db, { owner, ids });
  const assignments = await assignmentsOf(db, { ids });
  const goneWithPupil = await listDevicesOfErased(db, ids);
  const receiptOf = new Map(receipts.map((receipt) => [receipt.device, receipt]));
  const assignmentOf = new Map(assignments.map((assignment) => [assignment.device, assignment]));

  await deviceSearchDeletion(db, { owner, ids });
  const rows = devices.map((device): DeviceSearchRow => {
    const receipt = receiptOf.get(device.id);
    const assignment = assignmentOf.get(device.id);
    return {
      owner,
      device: device.id,
      round: device.round,
      state:
        device.voidedAt !== null
          ? 'voided'
          : receipt || goneWithPupil.has(device.id)
            ? 'handed_over'
            : assignment
              ? 'assigned'
              : 'in_stock',
      student: receipt?.student ?? assignment?.student ?? null,
      receipt: receipt?.id ?? null,
      assignment: assignment?.id ?? null,
    };
  });
  await inserter.insert('deviceSearch', COLUMNS, rows);
}
