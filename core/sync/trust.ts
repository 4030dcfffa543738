/** Whom this side believes: itself, its collector, and everybody below it (docs/sync.md "Who holds which keys"). */
import type { ReadHandle } from '../database/handles.ts';
import type { KnownReplicaRow } from '../database/tables.ts';
import { findKnownReplica } from '../queries/packages.ts';
import { findCollector, findRevocation, listEnrollers, listSidesBelow, type Side } from '../queries/sides.ts';
import { FileRefused } from './files/file-refused.ts';
import type { SealedFile } from './files/sealed-file.ts';
import { type Certificate, isCertificateSound } from './keys/certificate.ts';

export interface TrustedSide extends Side {
  relation: 'own' | 'collector' | 'below';
}

/** This side as others know it. */
export type OwnSide = Side;

/** The side of this owner with its keys; undefined for a stranger. */
export async function findTrustedSide(db: ReadHandle, own: OwnSide, owner: string): Promise<TrustedSide | undefined> {
  if (owner === own.owner) return { ...own, relation: 'own' };
  const collector = await findCollector(db);
  if (collector?.owner === owner) {
    const { name, signKey, recipient } = collector;
    return { owner, name, code: '', signKey, recipient, role: 'office', relation: 'collector' };
  }
  const side = (await listSidesBelow(db, own.owner)).find((below) => below.owner === owner);
  return side && { ...side, relation: 'below' };
}

/** Whether a side is itself, its collector or below it: {@link findTrustedSide} without its keys. */
export async function isKnownSide(db: ReadHandle, own: string, owner: string): Promise<boolean> {
  if (owner === own || (await findCollector(db))?.owner === owner) return true;
  return (await listSidesBelow(db, own)).some((side) => side.owner === owner);
}

/**
 * The side that wrote a file. Throws FileRefused (notOwner) for a stranger, or an installation that the side did not
 * certify.
 */
export async function checkAuthor(db: ReadHandle, own: OwnSide, { header }: SealedFile): Promise<TrustedSide> {
  const side = await findTrustedSide(db, own, header.owner);
  if (!side) throw new FileRefused('notOwner', `${header.owner} is not known here`);
  if (!isCertificateSound(header.certificate, side.signKey))
    throw new FileRefused('notOwner', `${header.replica} has no sound certificate`);
  return side;
}

/** What is remembered of an installation that showed a sound certificate. */
export function toKnownReplica(given: Certificate, now: string): KnownReplicaRow {
  const { signature, ...rest } = given;
  return { ...rest, certificate: signature, seenAt: now };
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

/** The owner and public key of a replica that is known, trusted and not revoked; undefined for any other. */
export async function findTrustedReplica(
  db: ReadHandle,
  own: OwnSide,
  replica: string,
): Promise<{ owner: string; signKey: string } | undefined> {
  const known = await findKnownReplica(db, replica);
  if (!known || !(await findTrustedSide(db, own, known.owner))) return undefined;
  if (await findEndOfReplica(db, own, known)) return undefined;
  return { owner: known.owner, signKey: known.signKey };
}
