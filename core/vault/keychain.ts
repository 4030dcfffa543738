/**
 * The operating system's keychain (Windows Credential Manager, macOS Keychain, Secret Service), a convenience and never the only way in. It may be missing, locked or
 * lost with a reinstalled system: every failure means only that it opens nothing.
 */
import { randomBytes } from 'node:crypto';

const SERVICE = 'so-may';
const PROBE = 'probe';
/** How long a keychain may take to answer; one that asks the user on another screen never does. */
const ANSWER_MS = 5000;

let isThere: Promise<boolean> | undefined;

/** True when this computer has a keychain that gives back what it was given; tried once in a process. */
export function hasKeychain(): Promise<boolean> {
  isThere ??= probe();
  return isThere;
}

/** The key that a vault has in the keychain; undefined when there is none, or no keychain. */
export async function readKeychainKey(vault: string): Promise<Buffer | undefined> {
  const text = await answer(async (signal) => (await entryOf(vault)).getPassword(signal));
  const key = Buffer.from(text ?? '', 'base64url');
  return key.length === 32 ? key : undefined;
}

/** Makes a key and puts it into the keychain; undefined when that takes nothing. */
export async function makeKeychainKey(vault: string): Promise<Buffer | undefined> {
  const key = randomBytes(32);
  await answer(async (signal) => (await entryOf(vault)).setPassword(key.toString('base64url'), signal));
  return (await readKeychainKey(vault))?.equals(key) ? key : undefined;
}

export async function forgetKeychainKey(vault: string): Promise<void> {
  await answer(async (signal) => (await entryOf(vault)).deletePassword(signal));
}

async function probe(): Promise<boolean> {
  const isGood = (await makeKeychainKey(PROBE)) !== undefined;
  if (isGood) await forgetKeychainKey(PROBE);
  return isGood;
}

async function entryOf(vault: string) {
  const { AsyncEntry } = await import('@napi-rs/keyring');
  return new AsyncEntry(SERVICE, vault);
}

async function answer<Result>(ask: (signal: AbortSignal) => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask(AbortSignal.timeout(ANSWER_MS));
  } catch {
    return undefined;
  }
}
