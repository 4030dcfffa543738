/** Packages that are right but for one thing: the signature of somebody who holds every public word and a key of his own, or a counter. */
import { commitmentOf, hashOf } from '../../core/journal/change-bytes.ts';
import { listSecrets } from '../../core/queries/secrets.ts';
import { openKeyring } from '../../core/sync/keyring.ts';
import { createSigningKey } from '../../core/sync/keys/signing.ts';
import { sealPackage } from '../../core/sync/seal-package.ts';
import type { Side } from './world.ts';

/** A package that goes on where `victim` stopped, sealed to all that may read it; `isSigned`: with the victim's own key. */
export async function forgePackage(
  victim: Side,
  recipients: readonly string[],
  { isSigned = false, counter }: { isSigned?: boolean; counter?: number } = {},
): Promise<Buffer | undefined> {
  const { reader } = victim.register;
  const keyring = await openKeyring(victim.register);
  const last = await reader
    .selectFrom('changes')
    .selectAll()
    .where('replica', '=', keyring.installation.replica)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  const secret = last && (await listSecrets(reader, victim.owner, [''])).get('')?.[0];
  if (!last || !secret) return undefined;
  const seq = last.seq + 1;
  const id = `${last.replica}-${seq.toString(36).padStart(7, '0')}`;
  const place = { recordTable: 'people', record: id, subject: '', base: '', command: id, prev: last.hash };
  const change = {
    ...last,
    ...place,
    seq,
    counter: counter ?? last.counter + 1,
    fields: '{"name":"Kẻ lạ","role":"principal"}',
  };
  const hash = hashOf(change, commitmentOf(change, secret));
  const { bytes } = await sealPackage(
    isSigned ? keyring : { ...keyring, keys: { ...keyring.keys, replicaSign: createSigningKey() } },
    {
      changes: [{ ...change, hash, commitment: null }],
      secrets: new Map([['', [secret]]]),
      withheld: new Map(),
      to: '',
      recipients,
    },
  );
  return bytes;
}

export async function recipientOf(side: Side): Promise<string> {
  return (await openKeyring(side.register)).own.recipient;
}
