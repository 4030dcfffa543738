/** What a package brings, before anything of it is merged. */
import type { ChangeRow, SecretRow } from '../database/tables.ts';

/** A change as it came in a package; `fields` null and a commitment where the values were withheld or erased. */
export type IncomingChange = Omit<ChangeRow, 'fields'> & { fields: string | null; commitment: Buffer | null };

/** A run of changes of one replica without gaps, whose hashes have been verified. */
export interface IncomingRun {
  replica: string;
  owner: string;
  changes: readonly IncomingChange[];
  secrets: readonly SecretRow[];
}
