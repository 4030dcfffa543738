/** Ed25519 signatures over netstrings; keys are the 32 raw bytes as base64url. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign as signBytes, verify } from 'node:crypto';
import { writeNetstrings } from '../files/netstrings.ts';

export interface SigningKey {
  privateKey: string;
  publicKey: string;
}

const CURVE = { kty: 'OKP', crv: 'Ed25519' };

export function createSigningKey(): SigningKey {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  if (d === undefined || x === undefined) throw new Error('an Ed25519 key without its parts');
  return { privateKey: d, publicKey: x };
}

/** Signature over the netstrings of the items; 64 bytes. */
export function sign(privateKey: string, items: readonly (string | Uint8Array)[]): Buffer {
  // A private JWK needs its public half; node takes the pair from the PKCS #8 form, which holds the seed alone (RFC 8410).
  const seed = Buffer.concat([PKCS8_START, Buffer.from(privateKey, 'base64url')]);
  return signBytes(null, writeNetstrings(items), createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' }));
}

const PKCS8_START = Buffer.from('302e020100300506032b657004220420', 'hex');

/** False for a malformed key or signature too; never throws. */
export function isSignedBy(publicKey: string, items: readonly (string | Uint8Array)[], signature: Uint8Array): boolean {
  if (signature.length !== 64 || Buffer.from(publicKey, 'base64url').length !== 32) return false;
  try {
    const key = createPublicKey({ key: { ...CURVE, x: publicKey }, format: 'jwk' });
    return verify(null, writeNetstrings(items), key, signature);
  } catch {
    return false;
  }
}
