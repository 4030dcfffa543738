/** `verify` over a copy of a register that somebody has done something to behind the program's back. */
import path from 'node:path';
import type Sqlite from 'better-sqlite3';
import type { VerifyReport } from '../../../shared/contract/students.ts';
import { openSnapshot } from '../../../core/database/sqlite/open-snapshot.ts';
import { verifyJournal } from '../../../core/journal/verify.ts';
import { makeTestFolder, openKeyed, type TestRegister } from '../open-test-register.ts';

export async function verifyAfter(
  { register }: TestRegister,
  harm: (file: Sqlite.Database) => void,
): Promise<VerifyReport> {
  const copy = path.join(makeTestFolder(), 'copy.sqlite');
  const original = openKeyed(register);
  original.prepare('vacuum into ?').run(copy);
  original.close();
  const file = openKeyed(register, copy);
  harm(file);
  file.close();
  const snapshot = openSnapshot(copy, register.databaseKey);
  try {
    return await verifyJournal(snapshot.kysely, async () => undefined);
  } finally {
    snapshot.close();
  }
}
