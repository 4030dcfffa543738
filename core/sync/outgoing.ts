/** What a peer lacks, by all that is known: our answer, our acknowledgement, packages above what it confirmed. */
import type { PackageRow } from '../database/tables.ts';
import { listAcknowledgements, listKnownReplicas, listPackagesAfter } from '../queries/packages.ts';
import { findCollector, listMembers } from '../queries/sides.ts';
import { findSetting } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { writeAcknowledgementFor } from './acknowledge.ts';
import { writeAnswerFor } from './answer.ts';
import { findFile, packageName, peerFile, writeInData } from './file-places.ts';
import { FileRefused } from './files/file-refused.ts';
import { openSealedFile, resealFile } from './files/sealed-file.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import { writePackagesForMember } from './member-packages.ts';
import { findOutgoing, type OutgoingFile, toOutgoing } from './outgoing-file.ts';
import { rewritePackage } from './pack.ts';
import { listAskedAttachments } from './send-attachments.ts';
import { findScope, listHeadsOf, type Scope } from './scope.ts';
import { readLostRanges, readWaitingRanges } from './sync-settings.ts';
import { findTrustedSide } from './trust.ts';

export interface Peer {
  owner: string;
  name: string;
  role: 'collector' | 'own' | 'member';
}

/** Everybody for whom files may be waiting. */
export async function listPeers(register: Register): Promise<Peer[]> {
  const { own } = await openKeyring(register);
  const db = register.reader;
  const peers: Peer[] = [];
  const collector = await findCollector(db);
  if (collector) peers.push({ owner: collector.owner, name: collector.name, role: 'collector' });
  const hasSiblings = (await listKnownReplicas(db, [own.owner])).length > 1;
  if (hasSiblings || (await findSetting(db, 'invitedReplica')) !== undefined)
    peers.push({ owner: own.owner, name: own.name, role: 'own' });
  for (const { member, name } of await listMembers(db, own.owner)) peers.push({ owner: member, name, role: 'member' });
  return peers;
}

/** Files for this peer, in the order in which they are best read; nothing for a stranger. */
export async function listOutgoing(register: Register, peer: string): Promise<OutgoingFile[]> {
  const keyring = await openKeyring(register);
  const scope = await findScope(register.reader, keyring.own.owner, peer);
  if (!scope) return [];
  const files: OutgoingFile[] = [];
  if (scope.role === 'collector') {
    const answer = await writeAnswerFor(register, keyring);
    if (answer) files.push(answer);
  }
  const acknowledgement = await writeAcknowledgementFor(register, peer);
  files.push(toOutgoing('acknowledgement', `${keyring.installation.replica}-acknowledgement.somay`, acknowledgement));
  if (scope.role === 'member') files.push(...(await listOwnForMember(register, keyring, peer)));
  files.push(...(await listLackedPackages(register, keyring, peer, scope)));
  files.push(...(await listLostAgain(register, keyring, peer, scope)));
  // Records go before attachments.
  files.push(...(await listAskedAttachments(register, keyring, peer, scope)));
  return files;
}

/** An office's own changes, for one member: what concerns another member goes without its values. */
async function listOwnForMember(register: Register, keyring: Keyring, peer: string): Promise<OutgoingFile[]> {
  const { replica, owner } = keyring.installation;
  const confirmed = (await listAcknowledgements(register.reader, peer)).get(replica)?.seq ?? 0;
  const head = (await listHeadsOf(register.reader, [owner])).find((each) => each.replica === replica);
  if (!head || head.seq <= confirmed) return [];
  return writePackagesForMember(register, keyring, peer, { first: confirmed + 1, last: head.seq });
}

async function listLackedPackages(
  register: Register,
  keyring: Keyring,
  peer: string,
  scope: Scope,
): Promise<OutgoingFile[]> {
  const db = register.reader;
  const confirmed = await listAcknowledgements(db, peer);
  // A member that never answered has its own history: only what it says that it lacks goes back to it.
  if (scope.role === 'member' && !confirmed.has('')) return [];
  const waiting = await readWaitingRanges(db, peer);
  const files: OutgoingFile[] = [];
  for (const { replica } of await listHeadsOf(db, scope.offered)) {
    for (const row of await listPackagesAfter(db, replica, confirmed.get(replica)?.seq ?? 0)) {
      const isThere = waiting.some(
        (range) => range.replica === replica && range.first <= row.first && range.last >= row.last,
      );
      const file = isThere ? undefined : await offerPackage(register, keyring, peer, scope, row);
      if (file) files.push(file);
    }
  }
  return files;
}

/** What the peer confirmed, and asks for again because its file went with an erasure: as it is written now. */
async function listLostAgain(
  register: Register,
  keyring: Keyring,
  peer: string,
  scope: Scope,
): Promise<OutgoingFile[]> {
  const db = register.reader;
  const confirmed = await listAcknowledgements(db, peer);
  const offered = new Set((await listHeadsOf(db, scope.offered)).map(({ replica }) => replica));
  const files: OutgoingFile[] = [];
  for (const { replica, first, last } of await readLostRanges(db, peer)) {
    // Above what was confirmed it is offered anyway.
    if (!offered.has(replica) || last > (confirmed.get(replica)?.seq ?? 0)) continue;
    for (const row of await listPackagesAfter(db, replica, first - 1)) {
      if (row.first > last) break;
      const file = await offerPackage(register, keyring, peer, scope, row);
      if (file) files.push(file);
    }
  }
  return files;
}

/** The package as the peer can open it; undefined when its file is gone and cannot be written again. */
async function offerPackage(
  register: Register,
  keyring: Keyring,
  peer: string,
  scope: Scope,
  row: PackageRow,
): Promise<OutgoingFile | undefined> {
  const isMine = row.state === 'own';
  // What others wrote goes to further PCs under this side's name: under that of its author it would be the author's own file, which the
  // author takes away as soon as one PC of this side has confirmed it.
  const isUnderOurName = scope.role === 'own' || row.owner === keyring.own.owner;
  const side = isUnderOurName ? keyring.own.code || keyring.own.owner : row.owner;
  const name = packageName(side, row.replica, row.first, row.last);
  // Own files are sealed to the collector as well; a further PC holds the key of this side.
  if (scope.role === 'own' || (scope.role === 'collector' && isMine)) {
    const found = row.file === null ? undefined : await findOutgoing(register, name, { id: row.id, place: row.file });
    if (found || row.state !== 'own') return found;
    const written = await rewritePackage(register, keyring, row);
    return written?.file ? findOutgoing(register, name, { id: written.id, place: written.file }) : undefined;
  }
  const place = peerFile(peer, `${row.id}.somay`);
  return (
    (await findOutgoing(register, name, { id: row.id, place })) ??
    ((await resealFor(register, keyring, peer, row, place))
      ? findOutgoing(register, name, { id: row.id, place })
      : undefined)
  );
}

/** Seals a package anew for a peer, its author's signature untouched; false when its file is gone or cannot be opened. */
async function resealFor(
  register: Register,
  keyring: Keyring,
  peer: string,
  row: PackageRow,
  place: string,
): Promise<boolean> {
  const side = await findTrustedSide(register.reader, keyring.own, peer);
  const bytes = row.file === null ? undefined : await findFile(register, row.file);
  if (!side || !bytes) return false;
  try {
    const file = await openSealedFile(bytes, [keyring.keys.ownerIdentity.identity]);
    writeInData(register, place, (await resealFile(file, [side.recipient], peer)).bytes);
    return true;
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    register.options.log({ level: 'error', message: 'a kept file cannot be read', id: row.id, reason: error.reason });
    return false;
  }
}
