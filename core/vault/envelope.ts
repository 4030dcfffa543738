/**
 * Envelopes: the data key of a register, wrapped once for each way to open it. A passphrase and a recovery code go through scrypt, which makes each guess
 * cost some 0.9 s and 128 MiB; a device key is random and needs none.
 */
import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { openBytes, sealBytes } from './sealed-bytes.ts';
import { STRETCH_COST } from './stretch-cost.ts';

/** What a stored envelope may ask for at most, so that an altered file does not take all memory. */
const MOST_MEMORY_BYTES = 512 * 1024 * 1024;

const base64 = z.string().regex(/^[0-9A-Za-z_-]+$/);
const stretch = z.object({
  n: z
    .number()
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  r: z.number().int().min(1).max(32),
  p: z.number().int().min(1).max(16),
  salt: base64,
});

const accountEnvelope = z.object({
  kind: z.literal('account'),
  /** Record of `people`. */
  person: z.string().max(100),
  /** As the unlock screen shows it. */
  name: z.string().max(500),
  stretch,
  wrapped: base64,
});
const recoveryEnvelope = z.object({
  kind: z.literal('recovery'),
  madeAt: z.string(),
  /** True once the person has shown that the code stands on paper. */
  isKept: z.boolean(),
  stretch,
  wrapped: base64,
});
const deviceEnvelope = z.object({ kind: z.literal('device'), wrapped: base64 });
/** Like a device key, but it lies in the operating system's keychain. */
const keychainEnvelope = z.object({ kind: z.literal('keychain'), wrapped: base64 });
/** Sealed in the age format: the office opens it with what it opens packages with. */
const officeEnvelope = z.object({
  kind: z.literal('office'),
  owner: z.string().max(100),
  name: z.string().max(500),
  wrapped: base64,
});
export const envelope = z.discriminatedUnion('kind', [
  accountEnvelope,
  recoveryEnvelope,
  deviceEnvelope,
  keychainEnvelope,
  officeEnvelope,
]);
export type Envelope = z.output<typeof envelope>;
export type AccountEnvelope = z.output<typeof accountEnvelope>;
export type RecoveryEnvelope = z.output<typeof recoveryEnvelope>;
export type DeviceEnvelope = z.output<typeof deviceEnvelope>;
export type KeychainEnvelope = z.output<typeof keychainEnvelope>;
export type OfficeEnvelope = z.output<typeof officeEnvelope>;

/** Wraps the data key for a person's passphrase. */
export async function wrapForAccount(
  dataKey: Uint8Array,
  { person, name, passphrase }: { person: string; name: string; passphrase: string },
): Promise<AccountEnvelope> {
  return {
    kind: 'account',
    person,
    name,
    ...(await wrapStretched(dataKey, tidyPassphrase(passphrase), `account ${person}`)),
  };
}

/** Wraps the data key for a recovery code, given as its digits. */
export async function wrapForRecovery(dataKey: Uint8Array, code: string, madeAt: string): Promise<RecoveryEnvelope> {
  return { kind: 'recovery', madeAt, isKept: false, ...(await wrapStretched(dataKey, code, 'recovery')) };
}

/** Wraps the data key for a random key of 32 bytes that lies outside of the data folder. */
export function wrapForDevice(dataKey: Uint8Array, deviceKey: Uint8Array): DeviceEnvelope {
  return { kind: 'device', wrapped: sealBytes(deviceKey, dataKey, 'so-may/envelope/device').toString('base64url') };
}

/** The data key; undefined for a wrong passphrase. */
export function openAccount(sealed: AccountEnvelope, passphrase: string): Promise<Buffer | undefined> {
  return openStretched(sealed, tidyPassphrase(passphrase), `account ${sealed.person}`);
}

/** The data key; undefined for a wrong code. */
export function openRecovery(sealed: RecoveryEnvelope, code: string): Promise<Buffer | undefined> {
  return openStretched(sealed, code, 'recovery');
}

/** The data key; undefined for the key of another register. */
export function openDevice(sealed: DeviceEnvelope, deviceKey: Uint8Array): Buffer | undefined {
  return openBytes(deviceKey, Buffer.from(sealed.wrapped, 'base64url'), 'so-may/envelope/device');
}

/** The same words typed on another keyboard give the same bytes: NFKC, as RFC 8265 (OpaqueString) has NFC. */
function tidyPassphrase(passphrase: string): string {
  return passphrase.normalize('NFKC');
}

async function wrapStretched(
  dataKey: Uint8Array,
  secret: string,
  context: string,
): Promise<{ stretch: z.output<typeof stretch>; wrapped: string }> {
  const given = { ...STRETCH_COST, salt: randomBytes(16).toString('base64url') };
  const wrapped = sealBytes(await stretchSecret(secret, given), dataKey, `so-may/envelope/${context}`);
  return { stretch: given, wrapped: wrapped.toString('base64url') };
}

async function openStretched(
  sealed: { stretch: z.output<typeof stretch>; wrapped: string },
  secret: string,
  context: string,
): Promise<Buffer | undefined> {
  const key = await stretchSecret(secret, sealed.stretch);
  return openBytes(key, Buffer.from(sealed.wrapped, 'base64url'), `so-may/envelope/${context}`);
}

function stretchSecret(secret: string, { n, r, p, salt }: z.output<typeof stretch>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N: n, r, p, maxmem: MOST_MEMORY_BYTES };
    scrypt(secret, Buffer.from(salt, 'base64url'), 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
