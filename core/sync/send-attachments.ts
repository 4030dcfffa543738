/** Attachments that a peer asked for in its last acknowledgement: they go after all records. */
import { z } from 'zod';
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import { isAttachmentNamed } from '../queries/attachments.ts';
import { listKnownReplicas } from '../queries/packages.ts';
import { listSettings, saveSetting } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { findAttachmentBytes } from './attachment-files.ts';
import { peerFile, writeInData } from './file-places.ts';
import { writeSealedFile } from './files/sealed-file.ts';
import type { Keyring } from './keyring.ts';
import { findOutgoing, type OutgoingFile } from './outgoing-file.ts';
import type { Scope } from './scope.ts';
import { findTrustedSide, NEVER_ENDS } from './trust.ts';

/** How many go in one exchange: the rest is asked for again. */
const MOST_AT_ONCE = 50;
/** What one PC asks for, and as the how-manieth word of its peer: `since` its first, `at` its last. No clock: clocks are set back. */
const asked = z.object({ since: z.number().catch(0), at: z.number().catch(0), missing: z.array(z.string()) });
type Asked = z.output<typeof asked>;

/** Remembers what a PC of a peer misses: several of them ask for different ones, and the word of one takes nothing from the others. */
export async function saveAskedAttachments(
  db: WriteHandle,
  { peer, peerReplica }: { peer: string; peerReplica: string },
  missing: readonly string[],
): Promise<void> {
  const all = await listAsked(db, peer);
  const at = 1 + Math.max(0, ...[...all.values()].map((each) => each.at));
  await saveSetting(db, `missing:${peer}:${peerReplica}`, { since: all.get(peerReplica)?.since ?? at, at, missing });
}

/** Hashes of what the PCs of a peer miss by their last acknowledgements, those first of whoever was heard last. Nothing for a PC that asks no more. */
export async function readAskedAttachments(db: ReadHandle, peer: string): Promise<string[]> {
  const found = await listAsked(db, peer);
  const gone = await listGone(db, peer, found);
  const present = [...found].filter(([replica]) => !gone.has(replica)).map(([, each]) => each);
  present.sort((one, other) => other.at - one.at);
  return [...new Set(present.flatMap(({ missing }) => missing))];
}

async function listAsked(db: ReadHandle, peer: string): Promise<Map<string, Asked>> {
  const found = new Map<string, Asked>();
  for (const [replica, value] of await listSettings(db, `missing:${peer}:`)) {
    const read = asked.safeParse(value);
    if (read.success) found.set(replica, read.data);
  }
  return found;
}

/** Locked out; or going on as another one, and not heard since that one was: the original of a copy speaks again, a restored PC does not. */
async function listGone(db: ReadHandle, peer: string, found: ReadonlyMap<string, Asked>): Promise<Set<string>> {
  const gone = new Set<string>();
  if (found.size < 2) return gone;
  for (const { replica, continues } of await listKnownReplicas(db, [peer])) {
    const former = continues === null ? undefined : found.get(continues);
    const next = found.get(replica);
    if (continues !== null && former && next && former.at <= next.since) gone.add(continues);
  }
  const revoked = db
    .selectFrom('revocations')
    .select('replica')
    .where('voidedAt', 'is', null)
    .where('lastSeq', '<', NEVER_ENDS);
  for (const { replica } of await revoked.where('replica', 'in', [...found.keys()]).execute()) gone.add(replica);
  return gone;
}

/** Files for the attachments that the peer asked for, that may go to it, and whose bytes are here. */
export async function listAskedAttachments(
  register: Register,
  keyring: Keyring,
  peer: string,
  scope: Scope,
): Promise<OutgoingFile[]> {
  const missing = await readAskedAttachments(register.reader, peer);
  const files: OutgoingFile[] = [];
  for (const sha256 of missing) {
    if (files.length === MOST_AT_ONCE) break;
    if (!(await isAttachmentNamed(register.reader, scope.offered, sha256))) continue;
    const file = await sealAttachment(register, keyring, peer, sha256);
    if (file) files.push(file);
  }
  return files;
}

async function sealAttachment(
  register: Register,
  keyring: Keyring,
  peer: string,
  sha256: string,
): Promise<OutgoingFile | undefined> {
  const name = `${keyring.installation.replica}-${sha256.slice(0, 16)}.somay`;
  const place = peerFile(peer, `attachment-${sha256}.somay`);
  const sealed = await findOutgoing(register, name, { id: sha256, place, kind: 'attachment' });
  if (sealed) return sealed;
  const side = await findTrustedSide(register.reader, keyring.own, peer);
  const body = await findAttachmentBytes(register, sha256);
  if (!side || !body) return undefined;
  const written = await writeSealedFile({
    kind: 'attachment',
    keys: keyring.keys,
    at: register.now(),
    body,
    recipients: [side.recipient],
    outer: { code: keyring.own.code, to: peer },
  });
  writeInData(register, place, written.bytes);
  return findOutgoing(register, name, { id: sha256, place, kind: 'attachment' });
}
