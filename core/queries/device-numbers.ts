/** Devices in use that bear a number: for rules about what no two devices may share. */
import type { ReadHandle } from '../database/handles.ts';
import { isSerialNumber } from '../database/sqlite/serial-number.ts';

/** By serial number, in any case. */
export function findDeviceWithSerialNumber(db: ReadHandle, owner: string, serialNumber: string) {
  return db
    .selectFrom('devices')
    .select(['id', 'serialNumber'])
    .where('owner', '=', owner)
    .where(isSerialNumber(serialNumber))
    .where('voidedAt', 'is', null)
    .execute();
}

/** By first or second IMEI. */
export async function findDeviceWithImei(db: ReadHandle, owner: string, imei: string) {
  const found: { id: string; serialNumber: string }[] = [];
  for (const column of ['imei', 'imei2'] as const) {
    found.push(
      ...(await db
        .selectFrom('devices')
        .select(['id', 'serialNumber'])
        .where('owner', '=', owner)
        .where(column, '=', imei)
        .where('voidedAt', 'is', null)
        .execute()),
    );
  }
  return found;
}
