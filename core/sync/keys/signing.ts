/** Ed25519 over netstrings; keys are their 32 raw bytes as base64url. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify,
} from 'node:crypto';
import { z } from 'zod';
import { writeNetstrings } from '../files/netstrings.ts';

export interface SigningKey {
  privateKey: string;
  publicKey: string;
}

const jwk = z.object({ d: z.string(), x: z.string() });

export function createSigningKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d, x } = jwk.parse(privateKey.export({ format: 'jwk' }));
  return { privateKey: d, publicKey: x };
}

/** The signature over the netstrings of `items`, 64 bytes. */
export function sign(key: SigningKey, items: readonly (string | Uint8Array)[]): Buffer {
  const privateKey = createPrivateKey({
    key: { kty: 'OKP', crv: 'Ed25519', d: key.privateKey, x: key.publicKey },
    format: 'jwk',
  });
  return signBytes(null, writeNetstrings(items), privateKey);
}

/** Public keys as OpenSSL holds them: importing one takes as long as verifying. An office meets some hundred installations. */
const MOST_IMPORTED = 1000;
const imported = new Map<string, KeyObject>();

function importPublicKey(publicKey: string): KeyObject {
  const known = imported.get(publicKey);
  if (known) return known;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  if (imported.size >= MOST_IMPORTED) imported.clear();
  imported.set(publicKey, key);
  return key;
}

/** False also for a key or a signature that is none. */
export function isSignedBy(publicKey: string, items: readonly (string | Uint8Array)[], signature: Uint8Array): boolean {
  try {
    return verify(null, writeNetstrings(items), importPublicKey(publicKey), signature);
  } catch {
    return false;
  }
}
