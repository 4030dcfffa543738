/** Devices by the beginning of a number. Serial numbers differ in no case: SQLite's own collation says so to the index. */
import { sql } from 'kysely';
import type { ReadHandle } from '../handles.ts';

/** Higher than every character of a number. */
const AFTER_ALL = '\u{10ffff}';

/** Keys of devices in use whose serial number, IMEI or second IMEI begins so; at most `limit`. */
export async function findDevicesByNumber(
  db: ReadHandle,
  number: string,
  limit: number,
): Promise<{ owner: string; id: string }[]> {
  const end = number + AFTER_ALL;
  const { rows } = await sql<{ owner: string; id: string }>`
    select owner, id from (select owner, id from devices
      where serial_number >= ${number} collate nocase and serial_number < ${end} collate nocase and voided_at is null limit ${limit})
    union select owner, id from (select owner, id from devices where imei >= ${number} and imei < ${end} and voided_at is null limit ${limit})
    union select owner, id from (select owner, id from devices where imei2 >= ${number} and imei2 < ${end} and voided_at is null limit ${limit})
    limit ${limit}`.execute(db);
  return rows;
}
