/** The secrets that commit to values. After a fork a subject may have several (docs/decisions/0007). */
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { fixedQuery, type Given } from '../database/sqlite/fixed-query.ts';
import type { ChangeRow } from '../database/tables.ts';
import { inSlices } from './in-slices.ts';

const secretsOf = fixedQuery((db, { value, list }: Given<{ owner: string; subjects: readonly string[] }>) =>
  db
    .selectFrom('secrets')
    .select(['subject', 'secret'])
    .where('owner', '=', value('owner'))
    .where('subject', 'in', list('subjects')),
);

/** All secrets of these subjects, 32 bytes each, by subject; in ascending order where there are several. */
export async function listSecrets(
  db: ReadHandle,
  owner: string,
  subjects: readonly string[],
): Promise<Map<string, Buffer[]>> {
  const found = new Map<string, Buffer[]>();
  for (const { subject, secret } of await secretsOf(db, { owner, subjects })) {
    const known = found.get(subject);
    if (known) known.push(secret);
    else found.set(subject, [secret]);
  }
  for (const secrets of found.values()) if (secrets.length > 1) secrets.sort((one, other) => one.compare(other));
  return found;
}

/** Removes every secret of a subject, those of its forks as well: an erasure. */
export async function deleteSecrets(db: WriteHandle, owner: string, subject: string): Promise<void> {
  await db.deleteFrom('secrets').where('owner', '=', owner).where('subject', '=', subject).execute();
}

/** The creations of these records, as far as they are here. */
export async function listCreations(db: ReadHandle, owner: string, records: readonly string[]): Promise<ChangeRow[]> {
  const found: ChangeRow[] = [];
  await inSlices(records, async (slice) => {
    const rows = db.selectFrom('changes').selectAll().where('record', 'in', slice);
    found.push(...(await rows.where('base', '=', '').where('owner', '=', owner).execute()));
  });
  return found;
}

/** Every change that speaks of these subjects. No index leads to them: asked only where a fork is found. */
export function listChangesOfSubjects(
  db: ReadHandle,
  owner: string,
  subjects: readonly string[],
): Promise<ChangeRow[]> {
  return db.selectFrom('changes').selectAll().where('owner', '=', owner).where('subject', 'in', subjects).execute();
}
