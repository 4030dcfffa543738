/** What the merge asks of the journal before it writes. */
import type { ReadHandle } from '../database/handles.ts';

/** Owner of a replica's changes; undefined while none is known. */
export async function findOwnerOfReplica(db: ReadHandle, replica: string): Promise<string | undefined> {
  const row = await db.selectFrom('changes').select('owner').where('replica', '=', replica).limit(1).executeTakeFirst();
  return row?.owner;
}

/** Hashes of the known changes among `count` numbers from `first`, by number. */
export async function listHashes(
  db: ReadHandle,
  replica: string,
  first: number,
  count: number,
): Promise<Map<number, Buffer>> {
  const rows = await db
    .selectFrom('changes')
    .select(['seq', 'hash'])
    .where('replica', '=', replica)
    .where('seq', '>=', first)
    .where('seq', '<', first + count)
    .execute();
  return new Map(rows.map((row) => [row.seq, row.hash]));
}

/** Records of which changes are known and whose ids lie in this range. */
export async function listRecordsBetween(db: ReadHandle, first: string, last: string): Promise<string[]> {
  const rows = await db
    .selectFrom('changes')
    .select('record')
    .distinct()
    .where('record', '>=', first)
    .where('record', '<=', last)
    .execute();
  return rows.map((row) => row.record);
}
