/** How far the changes of this PC, of its further PCs and of a member are on their way, by all that is known. */
import type { SiblingStatus, SyncStatus } from '../../shared/contract/sync.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { AcknowledgementRow } from '../database/tables.ts';
import { findChainHead } from '../queries/changes.ts';
import { findChange } from '../queries/package-changes.ts';
import { getLastPacked, listAcknowledgements, listKnownReplicas, listPackagesInState } from '../queries/packages.ts';
import type { Register } from '../register.ts';
import { listOwnReplicas, openKeyring } from '../sync/keyring.ts';
import { readWaitingRanges } from '../sync/sync-settings.ts';
import { findEndOfReplica } from '../sync/trust.ts';

type Counts = Pick<SyncStatus, 'changes' | 'packed' | 'received' | 'accepted' | 'waitingSince'>;

/** Changes of this PC, also as the replicas that it was before; `reader` is whose confirmation counts. */
export async function countOwnChanges(register: Register, reader: string): Promise<Counts> {
  const db = register.reader;
  const confirmed = await listAcknowledgements(db, reader);
  const ranges = await readWaitingRanges(db, reader);
  const total: Counts = { changes: 0, packed: 0, received: 0, accepted: 0, waitingSince: null };
  for (const replica of await listOwnReplicas(register)) {
    const head = await headOf(db, replica);
    const accepted = Math.min(head, confirmed.get(replica)?.seq ?? 0);
    const waiting = ranges.filter((range) => range.replica === replica);
    const received = Math.max(accepted, ...waiting.map((range) => Math.min(head, range.last)));
    total.changes += head;
    total.accepted += accepted;
    total.received += received;
    total.packed += Math.max(received, Math.min(head, await getLastPacked(db, replica)));
    const oldest = accepted < head ? ((await findChange(db, replica, accepted + 1))?.at ?? null) : null;
    if (oldest !== null && (total.waitingSince === null || oldest < total.waitingSince)) total.waitingSince = oldest;
  }
  return total;
}

/** The other PCs of this side that are not locked out. Raises keysMissing, keysDamaged. */
export async function listSiblings(register: Register, reader: string): Promise<SiblingStatus[]> {
  const { own } = await openKeyring(register);
  const db = register.reader;
  const ours = await listOwnReplicas(register);
  const confirmed = await listAcknowledgements(db, reader);
  const heard = await listAcknowledgements(db, own.owner);
  const siblings: SiblingStatus[] = [];
  for (const known of await listKnownReplicas(db, [own.owner])) {
    const { replica, name } = known;
    if (ours.includes(replica) || (await findEndOfReplica(db, own, known))) continue;
    const here = await headOf(db, replica);
    const changes = Math.max(await findTop(db, replica, heard), confirmed.get(replica)?.seq ?? 0);
    siblings.push({ replica, name, changes, here, accepted: Math.min(changes, confirmed.get(replica)?.seq ?? 0) });
  }
  return siblings;
}

/** Changes that a member is known to have and that did not come here, neither merged nor in a file that waits. */
export async function countMissingChanges(db: ReadHandle, member: string): Promise<number> {
  const heard = await listAcknowledgements(db, member);
  const waiting = await listPackagesInState(db, 'waiting');
  let missing = 0;
  for (const { replica } of await listKnownReplicas(db, [member])) {
    let through = await headOf(db, replica);
    for (const { first, last } of waiting.filter((row) => row.replica === replica)) {
      missing += Math.max(0, first - through - 1);
      through = Math.max(through, last);
    }
    missing += Math.max(0, (await findTop(db, replica, heard)) - through);
  }
  return missing;
}

/** The highest number of a replica that is known to exist: merged, in a file that waits, or said by its side. */
async function findTop(
  db: ReadHandle,
  replica: string,
  heard: ReadonlyMap<string, AcknowledgementRow>,
): Promise<number> {
  const waiting = await listPackagesInState(db, 'waiting', replica);
  return Math.max(await headOf(db, replica), heard.get(replica)?.seq ?? 0, ...waiting.map(({ last }) => last));
}

async function headOf(db: ReadHandle, replica: string): Promise<number> {
  return (await findChainHead(db, replica))?.seq ?? 0;
}
