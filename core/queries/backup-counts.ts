/** What a backup counts, so that people see which of two is the fuller one. */
import type { BackupCounts } from '../../shared/contract/backups.ts';
import type { ReadHandle } from '../database/handles.ts';

/** Pupils and devices that are not voided, receipts, and changes of the whole journal. */
export async function countBackedUp(db: ReadHandle): Promise<BackupCounts> {
  const students = await db
    .selectFrom('students')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('voidedAt', 'is', null)
    .executeTakeFirstOrThrow();
  const devices = await db
    .selectFrom('devices')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('voidedAt', 'is', null)
    .executeTakeFirstOrThrow();
  const receipts = await db
    .selectFrom('receipts')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const changes = await db
    .selectFrom('changes')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { students: students.count, devices: devices.count, receipts: receipts.count, changes: changes.count };
}
