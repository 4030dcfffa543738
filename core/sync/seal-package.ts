/** One package as bytes. The same changes for the same reader have the same id whenever they are written. */
import { setImmediate } from 'node:timers/promises';
import type { SecretRow } from '../database/tables.ts';
import type { ChangeToPack } from '../queries/package-changes.ts';
import { encodePackage } from './files/package-body.ts';
import { writeSealedFile } from './files/sealed-file.ts';
import type { Keyring } from './keyring.ts';

export interface PackageToSeal {
  changes: readonly ChangeToPack[];
  /** Secrets of this side, by subject. */
  secrets: ReadonlyMap<string, Buffer>;
  /** Commitments of changes that go without their values, by number. */
  withheld: ReadonlyMap<number, Buffer>;
  to: string;
  recipients: readonly string[];
}

export interface SealedPackage {
  bytes: Buffer;
  id: string;
  prevHash: Buffer;
  lastHash: Buffer;
}

export async function sealPackage({ keys, own }: Keyring, given: PackageToSeal): Promise<SealedPackage> {
  const { changes, withheld, to, recipients } = given;
  const head = changes[0];
  const end = changes.at(-1);
  if (!head || !end) throw new Error('a package needs changes');
  const [first, last] = [head.seq, end.seq];
  const subjects = new Set(changes.filter((change) => !withheld.has(change.seq)).map((change) => change.subject));
  const secrets = [...subjects].sort().map((subject): SecretRow => {
    const secret = given.secrets.get(subject);
    if (!secret) throw new Error(`no secret for ${subject}`);
    return { owner: own.owner, subject, secret };
  });
  await setImmediate();
  const body = encodePackage(changes, secrets, withheld);
  await setImmediate();
  const file = await writeSealedFile({
    kind: 'package',
    keys,
    // Of the last change, so that a lost file is written again with the same id.
    at: end.at,
    body,
    header: { first, last, prevHash: head.prev.toString('hex'), lastHash: end.hash.toString('hex') },
    recipients,
    outer: { code: own.code, to, first, last },
  });
  return { bytes: file.bytes, id: file.id, prevHash: head.prev, lastHash: end.hash };
}
