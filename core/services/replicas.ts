/** The installations of this side and of its members: their names, and which of them are locked out. */
import type { z } from 'zod';
import type { replica } from '../../shared/contract/sync.ts';
import { Problem } from '../../shared/problems.ts';
import { findChainHead } from '../queries/changes.ts';
import type { KnownReplicaRow } from '../database/tables.ts';
import { findKnownReplica, listKnownReplicas, saveKnownReplica } from '../queries/packages.ts';
import { findOwnRevocation, listMembers } from '../queries/sides.ts';
import type { Register, Session } from '../register.ts';
import { certify } from '../sync/keys/certificate.ts';
import { writeKeyFile } from '../sync/keys/key-file.ts';
import { openKeyring } from '../sync/keyring.ts';
import { findEndOfReplica, findTrustedSide, NEVER_ENDS, toKnownReplica } from '../sync/trust.ts';

export type Replica = z.output<typeof replica>;

/** Own installations first. Raises registerNotSetUp, keysMissing. */
export async function listReplicas(register: Register): Promise<Replica[]> {
  const { installation, own } = await openKeyring(register);
  const db = register.reader;
  const members = new Set((await listMembers(db, own.owner)).map((row) => row.member));
  const replicas: Replica[] = [];
  for (const known of await listKnownReplicas(db)) {
    const side = await findTrustedSide(db, own, known.owner);
    if (!side) continue;
    replicas.push({
      replica: known.replica,
      owner: known.owner,
      ownerName: side.name,
      name: known.name,
      continues: known.continues,
      isThisOne: known.replica === installation.replica,
      canRevoke: known.replica !== installation.replica && (known.owner === own.owner || members.has(known.owner)),
      lastSeq: (await findChainHead(db, known.replica))?.seq ?? 0,
      revokedAfter: (await findEndOfReplica(db, own, known))?.lastSeq ?? null,
      seenAt: known.seenAt,
    });
  }
  const rank = (each: Replica): number => (each.isThisOne ? 0 : each.owner === own.owner ? 1 : 2);
  return replicas.sort((one, other) => rank(one) - rank(other) || one.ownerName.localeCompare(other.ownerName));
}

/** Names this PC: its certificate carries the name from now on. */
export async function renameReplica(register: Register, name: string): Promise<void> {
  const { keys } = await openKeyring(register);
  const { signature: _signature, ...given } = keys.certificate;
  const certificate = certify({ ...given, name }, keys.ownerSign);
  writeKeyFile(register.options.dataDir, { ...keys, certificate }, register.dataKey);
  await register.exclusively(() =>
    register.transact((db) => saveKnownReplica(db, toKnownReplica(certificate, register.now()))),
  );
}

/**
 * Locks out a lost or retired PC: what it wrote after `lastSeq` (the last change known here when left out) is quarantined, and all of a
 * PC that goes on for it from a copy or a backup. Those that are known here by now are left as they stand, each to be locked out by itself.
 *
 * Raises replicaIsThisOne, recordNotFound { table }.
 */
export async function revokeReplica(
  register: Register,
  session: Session,
  given: { replica: string; lastSeq?: number | undefined; reason: string },
): Promise<{ command: string | null }> {
  const { replica, reason } = given;
  const { replica: thisOne, owner } = await register.getInstallation();
  if (replica === thisOne) throw new Problem('replicaIsThisOne');
  const known = await findKnownReplica(register.reader, replica);
  const members = await listMembers(register.reader, owner);
  const isOurs = known && (known.owner === owner || members.some((row) => row.member === known.owner));
  if (!isOurs) throw new Problem('recordNotFound', { table: 'revocations' });
  const lastSeq = given.lastSeq ?? (await findChainHead(register.reader, replica))?.seq ?? 0;
  const successors = await listTrustedSuccessors(register, known);
  return register.run(session, async (command) => {
    const db = await command.read();
    const end = async (named: string, at: number): Promise<void> => {
      const standing = await findOwnRevocation(db, owner, named);
      if (standing) await command.change('revocations', standing, { lastSeq: at, reason });
      else command.create('revocations', { member: known.owner, replica: named, lastSeq: at, reason });
    };
    await end(replica, lastSeq);
    for (const successor of successors) await end(successor, NEVER_ENDS);
    return { command: command.id };
  });
}

/** Installations that go on for this one, directly, and that nobody has locked out. */
async function listTrustedSuccessors(register: Register, { replica, owner }: KnownReplicaRow): Promise<string[]> {
  const { own } = await openKeyring(register);
  const db = register.reader;
  const found: string[] = [];
  for (const known of await listKnownReplicas(db, [owner]))
    if (known.continues === replica && !(await findEndOfReplica(db, own, known))) found.push(known.replica);
  return found;
}
