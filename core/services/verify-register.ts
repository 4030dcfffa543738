/** Verification, on a connection of its own: neither commands nor screens wait for it. */
import { setImmediate } from 'node:timers/promises';
import type { VerifyReport } from '../../shared/contract/students.ts';
import { openSnapshot } from '../database/sqlite/open-snapshot.ts';
import { verifyJournal } from '../journal/verify.ts';
import type { Register } from '../register.ts';

/**
 * Rebuilds every synced table from the journal, compares, and checks the chains, as of one moment.
 *
 * Raises registerNotSetUp.
 */
export async function verifyRegister(register: Register): Promise<VerifyReport> {
  await register.getInstallation();
  const snapshot = openSnapshot(register.file, register.databaseKey);
  try {
    return await verifyJournal(snapshot.kysely, () => setImmediate());
  } finally {
    snapshot.close();
  }
}
