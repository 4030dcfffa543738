/** Which pupils of a class list, and of the register, live in one household. */
import { foldText } from '../../shared/rules/fold.ts';
import type { ReadHandle } from '../database/handles.ts';
import { groupBy, listUsed, listUsedById, present } from '../queries/used-rows.ts';
import type { StudentValues } from './import-values.ts';

/**
 * What makes siblings share a household: certificate, commune, village and head or guardian are all given and equal.
 * Undefined when one is missing: then a pupil has a household of its own.
 */
export function shareKeyOf(
  values: Pick<StudentValues, 'certificateNo' | 'commune' | 'village'>,
  person: string | null | undefined,
): string | undefined {
  const { certificateNo, commune, village } = values;
  if (!certificateNo || !commune || !village || !person) return undefined;
  return [certificateNo, commune, village, person].map(foldText).join('\n');
}

/** Households of the register that these keys mean, by key; the oldest where several do. */
export async function findSharedHouseholds(
  db: ReadHandle,
  owner: string,
  keys: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (keys.size === 0) return found;
  const certificates = new Set([...keys].map((key) => key.slice(0, key.indexOf('\n'))));
  // One pass over the certificates of the register: their number has no index.
  const all = await db
    .selectFrom('povertyStatuses')
    .select(['household', 'certificateNo'])
    .where('owner', '=', owner)
    .where('certificateNo', 'is not', null)
    .where('voidedAt', 'is', null)
    .execute();
  const certified = all.filter((row) => certificates.has(foldText(row.certificateNo ?? '')));
  const ids = present(certified.map((row) => row.household));
  const households = new Map((await listUsedById(db, 'households', owner, ids)).map((row) => [row.id, row]));
  const students = await listUsed(db, 'students', 'household', ids);
  const members = groupBy(students, (row) => row.household ?? '');
  const studentIds = students.map(({ id }) => id);
  const guardians = groupBy(await listUsed(db, 'guardians', 'student', studentIds), (row) => row.student);
  for (const { household: id, certificateNo } of certified) {
    const household = households.get(id);
    if (!household) continue;
    const { commune, village, headName } = household;
    const names = (members.get(id) ?? []).flatMap((member) => (guardians.get(member.id) ?? []).map(({ name }) => name));
    for (const person of [headName, ...names]) {
      const key = shareKeyOf({ certificateNo, commune, village }, person);
      const known = key === undefined ? undefined : found.get(key);
      if (key !== undefined && keys.has(key) && (known === undefined || id < known)) found.set(key, id);
    }
  }
  return found;
}
