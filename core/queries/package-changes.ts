/** The changes of one replica from one number on, as a package carries them. */
import type { ReadHandle } from '../database/handles.ts';
import type { ChangeRow } from '../database/tables.ts';

/** With the commitment of values that were erased or never held here. */
export type ChangeToPack = ChangeRow & { commitment: Buffer | null };

/** Changes `first` to `last`, in order. */
export function listChangesToPack(
  db: ReadHandle,
  replica: string,
  first: number,
  last: number,
): Promise<ChangeToPack[]> {
  return db
    .selectFrom('changes')
    .leftJoin('commitments', (join) =>
      join.onRef('commitments.replica', '=', 'changes.replica').onRef('commitments.seq', '=', 'changes.seq'),
    )
    .selectAll('changes')
    .select('commitments.commitment')
    .where('changes.replica', '=', replica)
    .where('changes.seq', '>=', first)
    .where('changes.seq', '<=', last)
    .orderBy('changes.seq')
    .execute();
}

/** Hash and instant of one change; undefined when it is not here. */
export function findChange(
  db: ReadHandle,
  replica: string,
  seq: number,
): Promise<Pick<ChangeRow, 'hash' | 'at'> | undefined> {
  return db
    .selectFrom('changes')
    .select(['hash', 'at'])
    .where('replica', '=', replica)
    .where('seq', '=', seq)
    .executeTakeFirst();
}
