/** Anchors of chains: a hash that somebody else holds as well. Local. */
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { AnchorRow } from '../database/tables.ts';

/** Remembers that this head is known outside of the register; a second time it stays as it is. */
export async function recordAnchor(db: WriteHandle, anchor: AnchorRow): Promise<void> {
  await db
    .insertInto('anchors')
    .values(anchor)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export type CheckedAnchor = Omit<AnchorRow, 'hash'> & {
  /** What stands at that place of the chain: nothing, something else, or what was anchored. */
  found: 'missing' | 'other' | 'same';
};

/** The anchors that do not hold, in the order of their chains. */
export async function listBrokenAnchors(db: ReadHandle, limit: number): Promise<CheckedAnchor[]> {
  const rows = await db
    .selectFrom('anchors')
    .leftJoin('changes', (join) =>
      join.onRef('changes.replica', '=', 'anchors.replica').onRef('changes.seq', '=', 'anchors.seq'),
    )
    .select(['anchors.replica', 'anchors.seq', 'anchors.kind', 'anchors.at', 'changes.seq as present'])
    .where((where) =>
      where.or([where('changes.hash', 'is', null), where('changes.hash', '!=', where.ref('anchors.hash'))]),
    )
    .orderBy('anchors.replica')
    .orderBy('anchors.seq')
    .limit(limit)
    .execute();
  return rows.map(({ present, ...anchor }) => ({ ...anchor, found: present === null ? 'missing' : 'other' }));
}

/** Of each chain the last number that an anchor holds and the last that there is. */
export function listAnchoredEnds(
  db: ReadHandle,
): Promise<{ replica: string; last: number; anchored: number | null }[]> {
  return db
    .selectFrom('changes as ends')
    .select((select) => [
      'ends.replica',
      select.fn.max<number>('ends.seq').as('last'),
      select
        .selectFrom('anchors')
        .innerJoin('changes', (join) =>
          join
            .onRef('changes.replica', '=', 'anchors.replica')
            .onRef('changes.seq', '=', 'anchors.seq')
            .onRef('changes.hash', '=', 'anchors.hash'),
        )
        .select((inner) => inner.fn.max<number | null>('anchors.seq').as('seq'))
        .whereRef('anchors.replica', '=', 'ends.replica')
        .as('anchored'),
    ])
    .groupBy('ends.replica')
    .orderBy('ends.replica')
    .execute();
}

/** The anchor that was set last; undefined while there is none. */
export function findLastAnchor(db: ReadHandle): Promise<Pick<AnchorRow, 'kind' | 'at'> | undefined> {
  return db.selectFrom('anchors').select(['kind', 'at']).orderBy('at', 'desc').limit(1).executeTakeFirst();
}
