/** What opens a backup: its envelopes lie in it, and who may open the register it was made of may open it. */
import { timingSafeEqual } from 'node:crypto';
import { Problem } from '../../shared/problems.ts';
import type { DatabaseKey } from '../database/sqlite/open-database.ts';
import type { Register } from '../register.ts';
import { deriveKey } from '../vault/derive-key.ts';
import { readDeviceKey } from '../vault/device-key.ts';
import { openDevice } from '../vault/envelope.ts';
import { findVaultFile } from '../vault/vault-file.ts';

export interface BackupKeys {
  dataKey: Buffer;
  databaseKey: DatabaseKey;
  /** The present register opens with the same key, so that its own envelopes (passphrases changed since) go on holding. */
  isPresent: boolean;
}

/**
 * The key of a backup: that of the register that is open, else what this PC's device key opens.
 *
 * Raises backupLocked { folder } where only a passphrase or the printed code opens it, backupDamaged { folder } without envelopes.
 */
export function openBackupKeys(register: Register, folder: string): BackupKeys {
  const { dataDir } = register.options;
  const file = findVaultFile(folder);
  if (!file) throw new Problem('backupDamaged', { folder });
  const present = register.isLocked ? undefined : register.dataKey;
  const device = file.envelopes.find((each) => each.kind === 'device');
  const deviceKey = device && readDeviceKey(dataDir, file.vault);
  // Of the backup itself first: the key of the register may have been changed since.
  const own = device && deviceKey && openDevice(device, deviceKey);
  if (own) return toKeys(own, present);
  if (present && findVaultFile(dataDir)?.vault === file.vault) return toKeys(present, present);
  throw new Problem('backupLocked', { folder });
}

/** What follows from a data key. */
export function toKeys(dataKey: Buffer, present: Buffer | undefined): BackupKeys {
  const isPresent = present !== undefined && timingSafeEqual(dataKey, present);
  return { dataKey, databaseKey: deriveKey(dataKey, 'database'), isPresent };
}
