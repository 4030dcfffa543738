/** Which replicas concern whom: what a peer may be sent and is told about. */
import type { ReadHandle } from '../database/handles.ts';
import { findCollector, listSidesBelow } from '../queries/sides.ts';

/** Whose changes a peer gets from here, and about whose the two tell each other. */
export interface Scope {
  role: 'own' | 'collector' | 'member';
  /** Owners whose packages this peer gets from us. */
  offered: string[];
  /** Owners whose chains we confirm to this peer. */
  confirmed: string[];
}

/** Undefined for a stranger. */
export async function findScope(db: ReadHandle, own: string, peer: string): Promise<Scope | undefined> {
  const collector = await findCollector(db);
  const below = (await listSidesBelow(db, own)).map((side) => side.owner);
  if (peer === own) {
    const all = [own, ...(collector ? [collector.owner] : []), ...below];
    return { role: 'own', offered: all, confirmed: all };
  }
  if (peer === collector?.owner)
    return { role: 'collector', offered: [own, ...below], confirmed: [peer, own, ...below] };
  if (!below.includes(peer)) return undefined;
  const theirs = [peer, ...(await listSidesBelow(db, peer)).map((side) => side.owner)];
  return { role: 'member', offered: theirs, confirmed: [own, ...theirs] };
}

/**
 * Replicas of these owners that have changes here, with where their chains stand. Whose a chain is, its last change says: looked up by
 * number for the few chains there are, never by owner among all changes.
 */
export async function listHeadsOf(
  db: ReadHandle,
  owners: readonly string[],
): Promise<{ replica: string; seq: number; hash: Buffer }[]> {
  return db
    .selectFrom('chainHeads')
    .select(['replica', 'seq', 'hash'])
    .where((expression) =>
      expression(
        expression
          .selectFrom('changes')
          .select('changes.owner')
          .whereRef('changes.replica', '=', 'chainHeads.replica')
          .whereRef('changes.seq', '=', 'chainHeads.seq'),
        'in',
        owners,
      ),
    )
    .orderBy('replica')
    .execute();
}
