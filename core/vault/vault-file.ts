/**
 * `keys.json` beside the register: the envelopes that open it, and sealed under its data key what this installation signs and opens with. The envelopes
 * stand in `keys-copy.json` as well, for without them the register is lost.
 */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeFileSafely } from '../host/write-file-safely.ts';
import { deriveKey } from './derive-key.ts';
import { type Envelope, envelope } from './envelope.ts';
import { openBytes, sealBytes } from './sealed-bytes.ts';

export const KEY_FILE = 'keys.json';
export const KEY_COPY_FILE = 'keys-copy.json';

const vaultFile = z.object({
  version: z.literal(2),
  /** Random name of the vault: a device key is found by it. */
  vault: z.string().regex(/^[0-9a-f]{32}$/),
  envelopes: z.array(envelope).max(1000),
  /** The installation's keys, AES-256-GCM, base64url; null before first start. */
  sealed: z.string().nullable(),
  /** While the data key is being changed: the former one, sealed under the present one, base64url. */
  former: z.string().optional(),
});
export type VaultFile = z.output<typeof vaultFile>;

/** A vault that nobody can open yet. */
export function createVaultFile(): VaultFile {
  return { version: 2, vault: randomBytes(16).toString('hex'), envelopes: [], sealed: null };
}

/** What `keys.json` holds: a vault; the keys of a register from before encryption, in the open; nothing; or nothing that can be read. */
export type FoundKeys =
  | { kind: 'vault'; file: VaultFile }
  | { kind: 'plain'; content: unknown }
  | { kind: 'missing' | 'damaged' };

/** Reads `keys.json` of a folder as it stands. */
export function readKeyFolder(folder: string): FoundKeys {
  let text: string;
  try {
    text = readFileSync(path.join(folder, KEY_FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'missing' };
    throw error;
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { kind: 'damaged' };
  }
  const file = vaultFile.safeParse(content);
  if (file.success) return { kind: 'vault', file: file.data };
  const isPlain = z.object({ version: z.literal(1) }).safeParse(content).success;
  return isPlain ? { kind: 'plain', content } : { kind: 'damaged' };
}

/** The envelopes of a data folder: from `keys.json`, else from its copy; undefined when there are none. */
export function findVaultFile(dataDir: string): VaultFile | undefined {
  const found = readKeyFolder(dataDir);
  if (found.kind === 'vault') return found.file;
  try {
    return vaultFile.parse(JSON.parse(readFileSync(path.join(dataDir, KEY_COPY_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Writes `keys.json`, readable by this user alone, and the copy of its envelopes. */
export function writeVaultFile(dataDir: string, file: VaultFile): void {
  // The keys of a former replica have no envelopes of their own.
  if (file.envelopes.length > 0) writeJson(path.join(dataDir, KEY_COPY_FILE), { ...file, sealed: null });
  writeJson(path.join(dataDir, KEY_FILE), file);
}

/**
 * Writes the first `keys.json` of a folder, unless another process has just done so. Returns the one that counts.
 * What stood there from before encryption is taken over sealed, by the caller.
 */
export function claimVaultFile(dataDir: string, file: VaultFile): VaultFile {
  mkdirSync(dataDir, { recursive: true });
  const mine = path.join(dataDir, `${KEY_COPY_FILE}.${process.pid}`);
  writeJson(mine, file);
  try {
    // A link is made by one process only; where there are no links (FAT), a rename must do.
    linkSync(mine, path.join(dataDir, KEY_COPY_FILE));
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const there = findVaultFile(dataDir);
    if (isTaken && there) return there;
    renameSync(mine, path.join(dataDir, KEY_COPY_FILE));
  } finally {
    rmSync(mine, { force: true });
  }
  writeJson(path.join(dataDir, KEY_FILE), file);
  return file;
}

/** Seals the keys of an installation under the data key. */
export function sealKeys(dataKey: Uint8Array, keys: unknown): string {
  return sealBytes(deriveKey(dataKey, 'keys'), Buffer.from(JSON.stringify(keys)), 'so-may/keys').toString('base64url');
}

/** {@link sealKeys} backwards; undefined for another data key or altered bytes. */
export function openKeys(dataKey: Uint8Array, sealed: string): unknown {
  const bytes = openBytes(deriveKey(dataKey, 'keys'), Buffer.from(sealed, 'base64url'), 'so-may/keys');
  return bytes && JSON.parse(bytes.toString('utf8'));
}

/** Adds or replaces an envelope: one for each person, one of every other kind. */
export function withEnvelope(file: VaultFile, added: Envelope): VaultFile {
  const isSame = (other: Envelope): boolean =>
    other.kind === added.kind &&
    (other.kind !== 'account' || added.kind !== 'account' || other.person === added.person);
  return { ...file, envelopes: [...file.envelopes.filter((other) => !isSame(other)), added] };
}

function writeJson(file: string, content: VaultFile): void {
  writeFileSafely(file, Buffer.from(`${JSON.stringify(content, null, 2)}\n`), { mode: 0o600 });
}
