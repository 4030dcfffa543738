/** One package as bytes. The same changes for the same reader have the same id whenever they are written. */
import { setImmediate } from 'node:timers/promises';
import type { SecretRow } from '../database/tables.ts';
import { secretOf } from '../journal/secrets.ts';
import type { ChangeToPack } from '../queries/package-changes.ts';
import { encodePackage } from './files/package-body.ts';
import { signChain, writeSealedFile } from './files/sealed-file.ts';
import type { Keyring } from './keyring.ts';

export interface PackageContent {
  changes: readonly ChangeToPack[];
  /** Secrets of the owner, by subject; several after a fork. */
  secrets: ReadonlyMap<string, readonly Buffer[]>;
  /** Commitments of changes that go without their values, by number. */
  withheld: ReadonlyMap<number, Buffer>;
}

export interface PackageToSeal extends PackageContent {
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
  const { changes, to, recipients } = given;
  const head = changes[0];
  const end = changes.at(-1);
  if (!head || !end) throw new Error('a package needs changes');
  const [first, last] = [head.seq, end.seq];
  const body = await encodeContent(own.owner, given);
  const range = { first, last, prevHash: head.prev.toString('hex'), lastHash: end.hash.toString('hex') };
  const file = await writeSealedFile({
    kind: 'package',
    keys,
    // Of the last change, so that a lost file is written again with the same id.
    at: end.at,
    body,
    header: { ...range, chain: signChain(keys, range) },
    recipients,
    outer: { code: own.code, to, first, last },
  });
  return { bytes: file.bytes, id: file.id, prevHash: head.prev, lastHash: end.hash };
}

/** The body of a package, in steps between which the window goes on. */
export async function encodeContent(owner: string, content: PackageContent): Promise<Buffer> {
  const secrets = listUsedSecrets(content).map((row) => ({ owner, ...row }));
  await setImmediate();
  const body = encodePackage(content.changes, secrets, content.withheld);
  await setImmediate();
  return body;
}

/** The secrets that commit to values in this package, by subject: those of a fork's other chain stay out. */
function listUsedSecrets({ changes, secrets, withheld }: PackageContent): Omit<SecretRow, 'owner'>[] {
  const used = new Map<string, Set<Buffer>>();
  for (const change of changes) {
    if (withheld.has(change.seq)) continue;
    const candidates = secrets.get(change.subject) ?? [];
    const secret = candidates.length > 1 ? secretOf(change, candidates) : candidates[0];
    if (!secret) throw new Error(`no secret for ${change.subject}`);
    const known = used.get(change.subject);
    if (known) known.add(secret);
    else used.set(change.subject, new Set([secret]));
  }
  return [...used.keys()]
    .sort()
    .flatMap((subject) =>
      (secrets.get(subject) ?? [])
        .filter((secret) => used.get(subject)?.has(secret))
        .map((secret) => ({ subject, secret })),
    );
}
