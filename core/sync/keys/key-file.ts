/** keys.json beside the register: the keys of the side and of this installation. */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { z } from 'zod';
import { Problem } from '../../../shared/problems.ts';
import { ownerId, recipient, replicaId, signKey } from '../../../shared/records/office.ts';
import { certificateSchema, certify } from './certificate.ts';
import { createSigningKey } from './signing.ts';

const NAME = 'keys.json';
const signingKey = z.object({ privateKey: signKey, publicKey: signKey });
const ageKey = z.object({ identity: z.string().startsWith('AGE-SECRET-KEY-1'), recipient });
const keyFile = z.object({
  version: z.literal(1),
  owner: ownerId,
  ownerSign: signingKey,
  ownerIdentity: ageKey,
  replica: replicaId,
  replicaSign: signingKey,
  replicaIdentity: ageKey,
  certificate: certificateSchema,
  /** Random: a copied data folder has the mark of another place. */
  mark: z.string().min(1).max(100),
});
export type KeyFile = z.output<typeof keyFile>;
export type AgeKey = z.output<typeof ageKey>;
export type OwnerKeys = Pick<KeyFile, 'ownerSign' | 'ownerIdentity'>;

async function createAgeKey(): Promise<AgeKey> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Keys for a new installation, certified by its owner; a further PC of a side is given the owner's keys. */
export async function createKeys(wanted: {
  owner: string;
  replica: string;
  name: string;
  continues?: string | null;
  ownerKeys?: OwnerKeys;
}): Promise<KeyFile> {
  const { owner, replica, name, continues = null } = wanted;
  const ownerSign = wanted.ownerKeys?.ownerSign ?? createSigningKey();
  const ownerIdentity = wanted.ownerKeys?.ownerIdentity ?? (await createAgeKey());
  const replicaSign = createSigningKey();
  const replicaIdentity = await createAgeKey();
  const claims = {
    owner,
    replica,
    name,
    signKey: replicaSign.publicKey,
    recipient: replicaIdentity.recipient,
    continues,
  };
  const certificate = certify(claims, ownerSign.privateKey);
  const mark = randomBytes(16).toString('base64url');
  return { version: 1, owner, ownerSign, ownerIdentity, replica, replicaSign, replicaIdentity, certificate, mark };
}

/** Undefined when there is none. Raises keysDamaged. */
export function readKeyFile(dataDir: string): KeyFile | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(dataDir, NAME), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Problem('keysDamaged');
  }
  try {
    return keyFile.parse(JSON.parse(text));
  } catch {
    throw new Problem('keysDamaged');
  }
}

/** Replaces keys.json whole; only its owner may read it. */
export function writeKeyFile(dataDir: string, keys: KeyFile): void {
  const file = path.join(dataDir, NAME);
  const part = `${file}.part`;
  const descriptor = openSync(part, 'w', 0o600);
  try {
    writeFileSync(descriptor, `${JSON.stringify(keys, undefined, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(part, file);
  if (process.platform === 'win32') return;
  const folder = openSync(dataDir, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
