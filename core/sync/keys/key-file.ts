/** What this installation signs and opens with; it lies in `keys.json`, sealed under the register's data key (core/vault). */
import { randomBytes } from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { z } from 'zod';
import { Problem } from '../../../shared/problems.ts';
import { ownerId, recipient, replicaId, signKey } from '../../../shared/records/office.ts';
import {
  createVaultFile,
  findVaultFile,
  KEY_FILE,
  openKeys,
  readKeyFolder,
  sealKeys,
  writeVaultFile,
} from '../../vault/vault-file.ts';
import { certificate, certify } from './certificate.ts';
import { createSigningKey } from './signing.ts';

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

/**
 * The keys in a data folder, or in that of a former replica; undefined when there are none.
 *
 * Raises keysDamaged { file }, also for keys that another data key seals.
 */
export function readKeyFile(folder: string, dataKey: Uint8Array): KeyFile | undefined {
  const found = readKeyFolder(folder);
  if (found.kind === 'missing' || (found.kind === 'vault' && found.file.sealed === null)) return undefined;
  const content =
    found.kind === 'vault' && found.file.sealed !== null ? openKeys(dataKey, found.file.sealed) : undefined;
  const keys = keyFile.safeParse(content);
  if (!keys.success) throw new Problem('keysDamaged', { file: KEY_FILE });
  return keys.data;
}

/** Writes the keys, sealed, readable by this user alone; the folder's envelopes stay. */
export function writeKeyFile(folder: string, keys: KeyFile, dataKey: Uint8Array): void {
  const file = findVaultFile(folder) ?? createVaultFile();
  writeVaultFile(folder, { ...file, sealed: sealKeys(dataKey, keys) });
}
