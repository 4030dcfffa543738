/** Finds the vault of a data folder, or makes one; opens it where this PC may open it without a person. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { Problem } from '../../shared/problems.ts';
import { makeDeviceKey, readDeviceKey } from './device-key.ts';
import { openDevice, wrapForDevice } from './envelope.ts';
import {
  claimVaultFile,
  createVaultFile,
  findVaultFile,
  KEY_FILE,
  readKeyFolder,
  sealKeys,
  type VaultFile,
  withEnvelope,
  writeVaultFile,
} from './vault-file.ts';

export interface FoundVault {
  file: VaultFile;
  /** Undefined: only a passphrase or the code opens it. */
  dataKey: Buffer | undefined;
}

/** First bytes of an SQLite file that is not encrypted. */
const PLAIN_HEAD = 'SQLite format 3\0';

/**
 * The vault of a data folder. An empty folder, and one from before encryption, gets a new vault that opens by a device key until somebody chooses a passphrase.
 *
 * Raises keyFileLost { file } where an encrypted register has lost its envelopes.
 */
export function findVault(dataDir: string, registerFile: string): FoundVault {
  const file = findVaultFile(dataDir);
  if (file) return finishTakingOver(dataDir, { file, dataKey: openByDevice(dataDir, file) });
  if (describeRegisterFile(registerFile) === 'encrypted') throw new Problem('keyFileLost', { file: KEY_FILE });
  const made = createVaultFile();
  const dataKey = randomBytes(32);
  const before = readKeyFolder(dataDir);
  const complete: VaultFile = {
    ...withEnvelope(made, wrapForDevice(dataKey, makeDeviceKey(dataDir, made.vault))),
    sealed: before.kind === 'plain' ? sealKeys(dataKey, before.content) : null,
  };
  const claimed = claimVaultFile(dataDir, complete);
  return { file: claimed, dataKey: claimed.vault === made.vault ? dataKey : openByDevice(dataDir, claimed) };
}

/** Stopped between the copy of the envelopes and `keys.json`: the keys in the open are sealed now. */
function finishTakingOver(dataDir: string, found: FoundVault): FoundVault {
  const keys = readKeyFolder(dataDir);
  if (keys.kind !== 'plain' || !found.dataKey) return found;
  const file = { ...found.file, sealed: sealKeys(found.dataKey, keys.content) };
  writeVaultFile(dataDir, file);
  return { ...found, file };
}

/** Is there a register's file in the folder, and can anybody read it? */
export function describeRegisterFile(registerFile: string): 'missing' | 'plain' | 'encrypted' {
  const head = Buffer.alloc(PLAIN_HEAD.length);
  let descriptor: number;
  try {
    descriptor = openSync(registerFile, 'r');
  } catch {
    return 'missing';
  }
  try {
    if (readSync(descriptor, head) === 0) return 'missing';
  } finally {
    closeSync(descriptor);
  }
  return head.toString('latin1') === PLAIN_HEAD ? 'plain' : 'encrypted';
}

function openByDevice(dataDir: string, file: VaultFile): Buffer | undefined {
  const sealed = file.envelopes.find((each) => each.kind === 'device');
  const key = sealed && readDeviceKey(dataDir, file.vault);
  return sealed && key && openDevice(sealed, key);
}
