/** What each school has, counted over the whole register. */
import type { ReadHandle } from '../database/handles.ts';
import type { DeviceSearchRow, StudentSearchRow } from '../database/tables.ts';

/** Pupils in use by school, poverty status and device; of one status and device there may be several counts. */
export function countStudentsBySchool(
  db: ReadHandle,
): Promise<(Pick<StudentSearchRow, 'owner' | 'povertyStatus' | 'deviceState'> & { count: number })[]> {
  return (
    db
      .selectFrom('studentSearch')
      .select(['owner', 'povertyStatus', 'deviceState', (select) => select.fn.countAll<number>().as('count')])
      .where('isVoided', '=', 0)
      // With the class they come in the order of the office's index by standing, so that nothing is sorted.
      .groupBy(['owner', 'class', 'povertyStatus', 'deviceState'])
      .execute()
  );
}

/** Devices in use by school and where they are. */
export function countDevicesBySchool(
  db: ReadHandle,
): Promise<(Pick<DeviceSearchRow, 'owner' | 'state'> & { count: number })[]> {
  return db
    .selectFrom('deviceSearch')
    .select(['owner', 'state', (select) => select.fn.countAll<number>().as('count')])
    .where('state', '!=', 'voided')
    .groupBy(['owner', 'state'])
    .execute();
}

/** Receipts by school that no counter-document cancels: devices that somebody has signed for. */
export function countReceiptsBySchool(db: ReadHandle): Promise<{ owner: string; count: number }[]> {
  return db
    .selectFrom('deviceSearch')
    .select(['owner', (select) => select.fn.countAll<number>().as('count')])
    .where('receipt', 'is not', null)
    .groupBy('owner')
    .execute();
}
