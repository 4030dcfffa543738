/** What opens a backup: its envelopes lie in it, and who may open the register it was made of may open it. */
import { timingSafeEqual } from 'node:crypto';
import type { BackupSecret } from '../../shared/contract/backups.ts';
import { Problem } from '../../shared/problems.ts';
import type { DatabaseKey } from '../database/sqlite/open-database.ts';
import type { Register } from '../register.ts';
import { deriveKey } from '../vault/derive-key.ts';
import { readDeviceKey } from '../vault/device-key.ts';
import { openDevice } from '../vault/envelope.ts';
import { openByCode, openByOneOf } from '../vault/open-by-secret.ts';
import { findVaultFile, openKeys, type VaultFile } from '../vault/vault-file.ts';

export interface BackupKeys {
  dataKey: Buffer;
  databaseKey: DatabaseKey;
  /** The present register opens with the same key, so that its own envelopes (passphrases changed since) go on holding. */
  isPresent: boolean;
}

/**
 * The key of a backup: that of the register that is open, else what this PC's device key opens. Somebody who is asked nothing waits for it.
 *
 * Raises backupLocked { folder, opensBy } where only a passphrase or the printed code opens it, backupDamaged { folder } without envelopes.
 */
export function openBackupKeys(register: Register, folder: string): BackupKeys {
  const file = getEnvelopes(folder);
  const keys = findKeys(register, file);
  if (keys) return keys;
  const isShut = !file.envelopes.some(({ kind }) => kind === 'account' || kind === 'recovery');
  throw new Problem('backupLocked', { folder, opensBy: isShut ? 'device' : 'secret' });
}

/** By whom a backup was opened. */
export type Opener = { by: 'computer' | 'code' } | { by: 'passphrase'; person: string };
export type OpenedBackup = BackupKeys & { opener: Opener };

/**
 * {@link openBackupKeys}, for somebody who may be asked: a PC that knows nothing of the backup opens it with a passphrase of that time or with the code
 * that was printed then. What this PC opens by itself is not asked for.
 *
 * Raises backupLocked { folder, opensBy }, backupDamaged { folder }, attemptsSlowed { seconds }, wrongPassphrase { seconds }, wrongCode { reason }.
 */
export async function openBackup(
  register: Register,
  folder: string,
  secret: BackupSecret | undefined,
): Promise<OpenedBackup> {
  const file = getEnvelopes(folder);
  const known = findKeys(register, file);
  if (known || secret === undefined)
    return { ...(known ?? openBackupKeys(register, folder)), opener: { by: 'computer' } };
  const { options } = register;
  const place = { dataDir: options.dataDir, now: options.clock(), vaultDir: folder };
  const accounts = file.envelopes.filter((each) => each.kind === 'account');
  const hasCode = file.envelopes.some(({ kind }) => kind === 'recovery');
  if (accounts.length === 0 && !hasCode) throw new Problem('backupLocked', { folder, opensBy: 'device' });
  if ('code' in secret) {
    const { dataKey } = await openByCode(place, secret.code);
    return { ...toKeys(dataKey, presentKey(register)), opener: { by: 'code' } };
  }
  const { dataKey, person } = await openByOneOf(place, accounts, secret.passphrase);
  return { ...toKeys(dataKey, presentKey(register)), opener: { by: 'passphrase', person } };
}

function getEnvelopes(folder: string): VaultFile {
  const file = findVaultFile(folder);
  if (!file) throw new Problem('backupDamaged', { folder });
  return file;
}

function findKeys(register: Register, file: VaultFile): BackupKeys | undefined {
  const { dataDir } = register.options;
  const present = presentKey(register);
  const device = file.envelopes.find((each) => each.kind === 'device');
  const deviceKey = device && readDeviceKey(dataDir, file.vault);
  // Of the backup itself first: the key of the register may have been changed since.
  const own = device && deviceKey && openDevice(device, deviceKey);
  if (own) return toKeys(own, present);
  const isOurs = present && findVaultFile(dataDir)?.vault === file.vault && hasKey(file, present);
  return isOurs ? toKeys(present, present) : undefined;
}

/** False for the backup of a time before the data key was changed. */
function hasKey({ sealed }: VaultFile, dataKey: Buffer): boolean {
  return sealed === null || openKeys(dataKey, sealed) !== undefined;
}

function presentKey(register: Register): Buffer | undefined {
  return register.isLocked ? undefined : register.dataKey;
}

/** What follows from a data key. */
function toKeys(dataKey: Buffer, present: Buffer | undefined): BackupKeys {
  const isPresent = present !== undefined && timingSafeEqual(dataKey, present);
  return { dataKey, databaseKey: deriveKey(dataKey, 'database'), isPresent };
}
