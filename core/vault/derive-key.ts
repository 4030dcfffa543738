/** One random key per register; each use has a key of its own, derived from it (HKDF-SHA-256, RFC 5869). */
import { hkdfSync } from 'node:crypto';

/** What a derived key is for. A key for one of these opens nothing of another. */
export type KeyPurpose = 'database' | 'keys' | 'attachments';

/** 32 bytes for one purpose. */
export function deriveKey(dataKey: Uint8Array, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, '', `so-may/${purpose}/1`, 32));
}
