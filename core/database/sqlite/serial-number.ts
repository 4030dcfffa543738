/** Serial numbers differ in no case: SQLite's own collation says so to the index. */
import { sql } from 'kysely';

/** For a `where` on devices: this serial number, in any case. */
export function isSerialNumber(serialNumber: string) {
  return sql<boolean>`devices.serial_number = ${serialNumber} collate nocase`;
}
