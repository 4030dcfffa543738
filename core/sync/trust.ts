/** Whom this side believes: itself, its collector, and everybody below it (docs/sync.md "Who holds which keys"). */
import type { ReadHandle } from '../database/handles.ts';
import type { KnownReplicaRow } from '../database/tables.ts';
import { findKnownReplica } from '../queries/packages.ts';
import { findCollector, listEnrollers, listRevocations, listSidesBelow, type Side } from '../queries/sides.ts';
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

/** The `lastSeq` by which a revocation says that a replica does not end: it goes on in good order for one that was locked out. */
export const NEVER_ENDS = Number.MAX_SAFE_INTEGER;

/** An installation of some side, as its certificate tells. */
export interface Installation {
  replica: string;
  owner: string;
  continues: string | null;
}

/** Where a replica ends, and by whose word. */
export interface EndOfReplica {
  owner: string;
  id: string;
  lastSeq: number;
}

/**
 * After which number this replica's changes are quarantined; undefined when it is not locked out. Of one that goes on for a replica that
 * was locked out nothing counts, unless who locked that one out named it too: a restore or a copy lets nobody in again
 * (docs/decisions/0004). The same while it is not known here for which one it goes on, and any PC of its side is locked out. Of each side
 * that may speak, the word about the nearest counts; of several sides, the one that ends it first.
 */
export async function findEndOfReplica(
  db: ReadHandle,
  own: Pick<OwnSide, 'owner'>,
  { replica, owner, continues }: Installation,
): Promise<EndOfReplica | undefined> {
  const collector = await findCollector(db);
  const speakers = [owner, own.owner, ...(collector ? [collector.owner] : []), ...(await listEnrollers(db, owner))];
  const words = await listRevocations(db, owner, [...new Set(speakers)]);
  if (words.length === 0) return undefined;
  const { lineage, isWhole } = await followLineage(db, replica, continues);
  let end: EndOfReplica | undefined;
  for (const said of Map.groupBy(words, (word) => word.owner).values()) {
    const nearest = lineage.flatMap((at) => said.find((word) => word.replica === at) ?? [])[0];
    const ending = nearest ?? (isWhole ? undefined : said[0]);
    if (!ending || ending.lastSeq === NEVER_ENDS) continue;
    const lastSeq = ending.replica === replica ? ending.lastSeq : 0;
    if (!end || lastSeq < end.lastSeq) end = { owner: ending.owner, id: ending.id, lastSeq };
  }
  return end;
}

/** A replica and those that it goes on for, the nearest first, as far as they are known here. */
async function followLineage(
  db: ReadHandle,
  replica: string,
  continues: string | null,
): Promise<{ lineage: string[]; isWhole: boolean }> {
  const lineage = [replica];
  for (let former = continues; former !== null && !lineage.includes(former);) {
    lineage.push(former);
    const known = await findKnownReplica(db, former);
    if (!known) return { lineage, isWhole: false };
    former = known.continues;
  }
  return { lineage, isWhole: true };
}

/** A replica that may ask for files, unless it is locked out. */
export interface KnownCaller {
  owner: string;
  signKey: string;
  isLockedOut: boolean;
}

/** The owner and public key of a replica that is known and of a trusted side; undefined for any other. */
export async function findKnownCaller(db: ReadHandle, own: OwnSide, replica: string): Promise<KnownCaller | undefined> {
  const known = await findKnownReplica(db, replica);
  if (!known || !(await findTrustedSide(db, own, known.owner))) return undefined;
  const { owner, signKey } = known;
  return { owner, signKey, isLockedOut: (await findEndOfReplica(db, own, known)) !== undefined };
}
