/** What a peer says that it holds: what it confirmed, and from where it must be offered everything again (epochs). */
import type { WriteHandle } from '../database/handles.ts';
import type { AcknowledgementRow } from '../database/tables.ts';
import { findChange } from '../queries/package-changes.ts';
import { recordAnchor } from '../queries/anchors.ts';
import { findChainHead } from '../queries/changes.ts';
import { listAcknowledgements, replaceAcknowledgements, saveKnownReplica } from '../queries/packages.ts';
import { saveSetting } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { type Acknowledgement, readAcknowledgement } from './files/acknowledgement.ts';
import { FileRefused } from './files/file-refused.ts';
import type { SealedFile } from './files/sealed-file.ts';
import { continueAsNewReplica } from './continue-replica.ts';
import type { Keyring } from './keyring.ts';
import type { Received } from './received.ts';
import { saveAskedAttachments } from './send-attachments.ts';
import { saveLostRanges, saveRefusedFiles, saveWaitingRanges } from './sync-settings.ts';
import { checkAuthor, findEndOfReplica, toKnownReplica } from './trust.ts';

/** Names the newest word of each PC of a side that was heard: several of them may answer in one folder, each with a file of its own. */
export function heardSetting({ owner, replica }: { owner: string; replica: string }): string {
  return `heard:${owner}:${replica}`;
}

/** Reads an acknowledgement for this side. Throws FileRefused for one that is for somebody else or by a stranger. */
export async function receiveAcknowledgement(
  register: Register,
  keyring: Keyring,
  file: SealedFile,
): Promise<Received> {
  const side = await checkAuthor(register.reader, keyring.own, file);
  if (await findEndOfReplica(register.reader, keyring.own, file.header.certificate))
    throw new FileRefused('revoked', 'its installation is revoked');
  const body = readAcknowledgement(file);
  if (body.to !== keyring.own.owner) throw new FileRefused('notOwner', 'for another side');
  const { replica: own } = keyring.installation;
  const { replica: peerReplica } = file.header;
  // Our own words, come back on a stick.
  const isOurs = peerReplica === own;
  const heard = await register.exclusively(() =>
    register.transact(async (db) => {
      await saveSetting(db, heardSetting(file.header), file.outer.payloadSha256);
      if (isOurs) return { isNew: false, knowsMoreOfUs: false };
      await saveKnownReplica(db, toKnownReplica(file.header.certificate, register.now()));
      if (side.relation === 'collector') await confirmEnrolment(db, side.owner, register.now());
      return takeAcknowledgement(db, body, { peer: side.owner, peerReplica, own, now: register.now() });
    }),
  );
  if (heard.knowsMoreOfUs) await continueAsNewReplica(register, 'knownElsewhere');
  const outcome = heard.isNew ? 'taken' : 'known';
  return {
    kind: 'acknowledgement',
    owner: side.owner,
    outcome,
    reason: null,
    changes: 0,
    refusedChanges: 0,
    id: file.id,
  };
}

/** The first word of the collector confirms that we are its member; the code is spent. */
async function confirmEnrolment(db: WriteHandle, collector: string, now: string): Promise<void> {
  await db
    .updateTable('collectors')
    .set({ enrolledAt: now, code: null })
    .where('owner', '=', collector)
    .where('enrolledAt', 'is', null)
    .execute();
}

export interface HeardAcknowledgement {
  isNew: boolean;
  /** The peer holds changes of this very installation that are not here: this register is an old copy. */
  knowsMoreOfUs: boolean;
}

/**
 * Takes an acknowledgement whose author is trusted. What it says replaces what was known of this peer: a number or hash
 * that fell behind means that the peer was restored, and it is offered again what it lacks.
 */
export async function takeAcknowledgement(
  db: WriteHandle,
  body: Acknowledgement,
  { peer, peerReplica, own, now }: { peer: string; peerReplica: string; own: string; now: string },
): Promise<HeardAcknowledgement> {
  const before = await listAcknowledgements(db, peer);
  const known = before.get('');
  const isStale = known?.peerReplica === peerReplica && body.number <= known.number;
  const fallsBehind = body.replicas.some((entry) => entry.seq < (before.get(entry.replica)?.seq ?? 0));
  // The same one, or an older one that says nothing less, came late; one that says less may come from a restored register, whatever it says.
  if (isStale && !fallsBehind) return { isNew: false, knowsMoreOfUs: false };
  const row = (replica: string, seq: number, hash: Buffer): AcknowledgementRow => ({
    peer,
    peerReplica,
    replica,
    seq,
    hash,
    number: body.number,
    at: now,
  });
  const rows = [row('', 0, Buffer.alloc(0))];
  let knowsMoreOfUs = false;
  for (const { replica, seq, hash } of body.replicas) {
    const head = await findChainHead(db, replica);
    const here = seq === 0 ? undefined : await findChange(db, replica, seq);
    const isSame = here ? here.hash.equals(Buffer.from(hash, 'hex')) : replica !== own && seq > (head?.seq ?? 0);
    if (replica === own && seq > 0 && !isSame) knowsMoreOfUs = true;
    if (here && isSame) await recordAnchor(db, { replica, seq, kind: 'acknowledgement', hash: here.hash, at: now });
    // A hash that is not ours: nothing is certain, all is offered again.
    rows.push(row(replica, isSame ? seq : 0, Buffer.from(hash, 'hex')));
  }
  await replaceAcknowledgements(db, peer, rows);
  const waiting = body.replicas.flatMap(({ replica, waiting }) =>
    waiting.map(([first, last]) => ({ replica, first, last })),
  );
  await saveWaitingRanges(db, peer, waiting);
  await saveRefusedFiles(
    db,
    peer,
    body.refused.map(({ replica, first, last, reason }) => ({ replica, first, last, reason })),
  );
  await saveAskedAttachments(db, { peer, peerReplica }, body.missing);
  await saveLostRanges(
    db,
    peer,
    (body.lost ?? []).map(([replica, first, last]) => ({ replica, first, last })),
  );
  return { isNew: true, knowsMoreOfUs };
}
