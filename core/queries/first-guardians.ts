/** Who normally signs for a pupil: the first of the guardians in use. */
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';
import { inSlices } from './in-slices.ts';
import { listGuardians } from './students.ts';

/** By pupil. */
export async function listFirstGuardians(
  db: ReadHandle,
  owner: string,
  students: readonly string[],
): Promise<Map<string, SyncedRow<'guardians'>>> {
  const found = new Map<string, SyncedRow<'guardians'>>();
  await inSlices(students, async (slice) => {
    for (const guardian of await listGuardians(db, owner, slice)) {
      if (!found.has(guardian.student)) found.set(guardian.student, guardian);
    }
  });
  return found;
}
