/** `keys.json` beside the register: what this installation signs and opens with. The issue on safekeeping wraps it. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { z } from 'zod';
import { Problem } from '../../../shared/problems.ts';
import { ownerId, recipient, replicaId, signKey } from '../../../shared/records/office.ts';
import { writeFileSafely } from '../files/write-file-safely.ts';
import { certificate, certify } from './certificate.ts';
import { createSigningKey } from './signing.ts';

const KEY_FILE = 'keys.json';

const signingKey = z.object({ privateKey: z.string().min(1), publicKey: signKey });
const ageKey = z.object({ identity: z.string().startsWith('AGE-SECRET-KEY-1'), recipient });
/** Keys that every installation of one side holds. */
export const ownerKeys = z.object({ ownerSign: signingKey, ownerIdentity: ageKey });
export type OwnerKeys = z.output<typeof ownerKeys>;
const keyFile = ownerKeys.extend({
  version: z.literal(1),
  owner: ownerId,
  replica: replicaId,
  replicaSign: signingKey,
  replicaIdentity: ageKey,
  certificate,
  /** Random token that the user's configuration folder repeats, so that a copied data folder is noticed. */
  mark: z.string().min(16),
});
export type KeyFile = z.output<typeof keyFile>;

export interface NewKeys {
  owner: string;
  replica: string;
  /** What people call the PC. */
  name: string;
  continues?: string | null;
  /** Of the side that this installation joins; made when left out. */
  ownerKeys?: OwnerKeys;
}

/** Makes the keys of an installation, and its owner's when it is the first. */
export async function createKeys({
  owner,
  replica,
  name,
  continues = null,
  ownerKeys: given,
}: NewKeys): Promise<KeyFile> {
  const { ownerSign, ownerIdentity } = given ?? { ownerSign: createSigningKey(), ownerIdentity: await createAgeKey() };
  const replicaSign = createSigningKey();
  const replicaIdentity = await createAgeKey();
  const own = { owner, replica, name, signKey: replicaSign.publicKey, recipient: replicaIdentity.recipient, continues };
  return {
    version: 1,
    owner,
    ownerSign,
    ownerIdentity,
    replica,
    replicaSign,
    replicaIdentity,
    certificate: certify(own, ownerSign),
    mark: randomBytes(18).toString('base64url'),
  };
}

async function createAgeKey(): Promise<z.output<typeof ageKey>> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The keys in a data folder; undefined when there are none. Raises keysDamaged { file }. */
export function readKeyFile(dataDir: string): KeyFile | undefined {
  const file = path.join(dataDir, KEY_FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return keyFile.parse(JSON.parse(text));
  } catch {
    throw new Problem('keysDamaged', { file: KEY_FILE });
  }
}

/** Writes the keys, readable by this user alone. */
export function writeKeyFile(dataDir: string, keys: KeyFile): void {
  writeFileSafely(path.join(dataDir, KEY_FILE), Buffer.from(`${JSON.stringify(keys, null, 2)}\n`), { mode: 0o600 });
}
