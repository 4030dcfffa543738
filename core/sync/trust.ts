/** Whom this side believes: itself, its collector, and everybody below it (docs/sync.md "Who holds which keys"). */
import type { ReadHandle } from '../database/handles.ts';
import { findCollector, findRevocation, listEnrollers, listSidesBelow, type Side } from '../queries/sides.ts';

export interface TrustedSide extends Side {
  relation: 'own' | 'collector' | 'below';
}

/** This side as others know it. */
export type OwnSide = Side;

/** The side of this owner with its keys; undefined for a stranger. */
export async function findTrustedSide(
  db: ReadHandle,
  own: OwnSide,
  owner: string,
): Promise<TrustedSide | undefined> {
  if (owner === own.owner) return { ...own, relation: 'own' };
  const collector = await findCollector(db);
  if (collector?.owner === owner) {
    const { name, signKey, recipient } = collector;
    return { owner, name, code: '', signKey, recipient, role: 'office', relation: 'collector' };
  }
  const side = (await listSidesBelow(db, own.owner)).find((below) => below.owner === owner);
  return side && { ...side, relation: 'below' };
}

/** After which number this replica's changes are quarantined; undefined when it is not revoked. */
export async function findEndOfReplica(
  db: ReadHandle,
  own: OwnSide,
  { replica, owner }: { replica: string; owner: string },
): Promise<{ owner: string; id: string; lastSeq: number } | undefined> {
  const collector = await findCollector(db);
  const speakers = [owner, own.owner, ...(collector ? [collector.owner] : []), ...(await listEnrollers(db, owner))];
  return findRevocation(db, replica, [...new Set(speakers)]);
}
