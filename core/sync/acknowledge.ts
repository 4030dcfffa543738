/** Our acknowledgement for a peer: what we hold of its chains and ours, what waits, what we refused. */
import { createHash, hash } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../../shared/problems.ts';
import { refusalReason } from '../../shared/records/office.ts';
import type { ReadHandle } from '../database/handles.ts';
import { listMissingAttachments } from '../queries/attachments.ts';
import { listLostPackages, SETTLED } from '../queries/packages.ts';
import { findSetting, saveSetting } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { findFile, peerFile, writeInData } from './file-places.ts';
import { type Acknowledgement, writeAcknowledgement } from './files/acknowledgement.ts';
import { openKeyring } from './keyring.ts';
import { findScope, listHeadsOf } from './scope.ts';
import { findTrustedSide } from './trust.ts';

const remembered = z.object({ number: z.number(), id: z.string(), content: z.string(), bytes: z.string() });
/** A peer needs to hear of a bad file, not of ten thousand. */
const MOST_REFUSED = 200;
/** Attachments asked for at once; the rest when these have come. */
const MOST_MISSING = 200;

/** Packages asked for again at once. */
const MOST_LOST = 200;

type Content = Pick<Acknowledgement, 'replicas' | 'refused' | 'missing' | 'lost'>;

/**
 * The newest acknowledgement for this peer, written anew only when there is something new to say.
 *
 * Raises recordNotFound for a stranger.
 */
export async function writeAcknowledgementFor(
  register: Register,
  peer: string,
): Promise<{ id: string; bytes: Buffer }> {
  const keyring = await openKeyring(register);
  const db = register.reader;
  const side = await findTrustedSide(db, keyring.own, peer);
  const scope = await findScope(db, keyring.own.owner, peer);
  if (!side || !scope) throw new Problem('recordNotFound', { table: 'enrolments' });
  const content = await gatherContent(db, scope.confirmed);
  const key = `acknowledgement:${peer}`;
  const digest = createHash('sha256')
    .update(JSON.stringify([content, keyring.keys.certificate, side.recipient]))
    .digest('hex');
  const before = remembered.safeParse(await findSetting(db, key)).data;
  const place = peerFile(peer, 'acknowledgement.somay');
  if (before?.content === digest) {
    const bytes = await findFile(register, place);
    // After a restore the file may be a newer one, which says more than is here.
    if (bytes && hash('sha256', bytes, 'hex') === before.bytes) return { id: before.id, bytes };
  }
  const number = (before?.number ?? 0) + 1;
  const file = await writeAcknowledgement(
    { to: peer, number, ...content },
    {
      keys: keyring.keys,
      at: register.now(),
      recipients: [side.recipient],
      outer: { code: keyring.own.code, to: peer },
    },
  );
  writeInData(register, place, file.bytes);
  await register.exclusively(() =>
    register.transact((transaction) =>
      saveSetting(transaction, key, {
        number,
        id: file.id,
        content: digest,
        bytes: hash('sha256', file.bytes, 'hex'),
      }),
    ),
  );
  return file;
}

async function gatherContent(db: ReadHandle, owners: readonly string[]): Promise<Content> {
  const heads = await listHeadsOf(db, owners);
  const rows = await db
    .selectFrom('packages')
    .select(['id', 'replica', 'first', 'last', 'state', 'reason'])
    .where('owner', 'in', owners)
    .where('state', 'in', ['waiting', 'quarantined', 'forked', 'refused'])
    .where((where) => where.or([where('reason', 'is', null), where('reason', '!=', SETTLED)]))
    .orderBy('replica')
    .orderBy('first')
    .execute();
  const waiting = rows.filter((row) => row.state === 'waiting');
  const replicas = heads.map(({ replica, seq, hash }) => ({
    replica,
    seq,
    hash: hash.toString('hex'),
    waiting: waiting.filter((row) => row.replica === replica).map((row): [number, number] => [row.first, row.last]),
  }));
  // Something of a chain may have come before its beginning.
  for (const replica of new Set(waiting.map((row) => row.replica))) {
    if (heads.some((head) => head.replica === replica)) continue;
    const ranges = waiting.filter((row) => row.replica === replica);
    const none = '0'.repeat(64);
    replicas.push({ replica, seq: 0, hash: none, waiting: ranges.map((row) => [row.first, row.last]) });
  }
  const refused = rows
    .filter((row) => row.state !== 'waiting')
    .slice(0, MOST_REFUSED)
    .map(({ id, replica, first, last, state, reason }) => ({
      id,
      replica,
      first,
      last,
      reason: refusalReason.catch('malformed').parse(reason ?? (state === 'quarantined' ? 'revoked' : state)),
    }));
  const missing = await listMissingAttachments(db, owners, MOST_MISSING);
  const lost = (await listLostPackages(db, owners))
    .slice(0, MOST_LOST)
    .map(({ replica, first, last }): [string, number, number] => [replica, first, last]);
  return { replicas, refused, missing, ...(lost.length > 0 && { lost }) };
}
