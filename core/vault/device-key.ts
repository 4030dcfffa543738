/**
 * The device key: a random key in the user's configuration folder, outside of the data folder, by which a register opens on this PC without a passphrase.
 * Found by the name of the vault, so that a folder that was moved still opens, and one that was stolen does not.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { configFolder } from '../host/install-mark.ts';
import { writeFileSafely } from '../host/write-file-safely.ts';

/** In the data folder, where the configuration folder takes nothing: better than a register that nobody opens. `verify` names it. */
const LAST_RESORT = 'device-key';

/** Where the device key of a vault lies; undefined when there is none on this PC. */
export function findDeviceKeyFile(dataDir: string, vault: string): string | undefined {
  return places(dataDir, vault).find((file) => readKey(file) !== undefined);
}

/** The device key of a vault on this PC. */
export function readDeviceKey(dataDir: string, vault: string): Buffer | undefined {
  const file = findDeviceKeyFile(dataDir, vault);
  return file === undefined ? undefined : readKey(file);
}

/** Makes and writes a device key; returns it. Raises what the disk raises when no place takes it. */
export function makeDeviceKey(dataDir: string, vault: string): Buffer {
  const key = randomBytes(32);
  const bytes = Buffer.from(`${key.toString('base64url')}\n`);
  const [usual, lastResort] = places(dataDir, vault);
  try {
    mkdirSync(path.dirname(usual), { recursive: true, mode: 0o700 });
    writeFileSafely(usual, bytes, { mode: 0o600 });
  } catch {
    writeFileSafely(lastResort, bytes, { mode: 0o600 });
  }
  return key;
}

/** Takes the device key away: from now on the register opens by passphrase or code alone. */
export function forgetDeviceKey(dataDir: string, vault: string): void {
  for (const file of places(dataDir, vault)) rmSync(file, { force: true });
}

function places(dataDir: string, vault: string): [usual: string, lastResort: string] {
  return [path.join(configFolder(), 'device-keys', vault), path.join(dataDir, LAST_RESORT)];
}

function readKey(file: string): Buffer | undefined {
  try {
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
    return key.length === 32 ? key : undefined;
  } catch {
    return undefined;
  }
}
