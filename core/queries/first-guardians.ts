/** Who normally signs for a pupil: the first of the guardians in use. */
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';
import { inSlices } from './in-slices.ts';

/** By pupil. Ids are unique among all owners; the owner beside a list of ids would hide the index. */
export async function listFirstGuardians(
  db: ReadHandle,
  students: readonly string[],
): Promise<Map<string, SyncedRow<'guardians'>>> {
  const found = new Map<string, SyncedRow<'guardians'>>();
  await inSlices(students, async (slice) => {
    const guardians = await db
      .selectFrom('guardians')
      .selectAll()
      .where('student', 'in', slice)
      .where('voidedAt', 'is', null)
      .orderBy('id')
      .execute();
    for (const guardian of guardians) {
      if (!found.has(guardian.student)) found.set(guardian.student, guardian);
    }
  });
  return found;
}
