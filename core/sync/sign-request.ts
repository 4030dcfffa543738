/** A request over HTTP in the name of an installation (docs/sync.md, HTTP). */
import type { KeyFile } from './keys/key-file.ts';
import { sign } from './keys/signing.ts';

/** The replica and its Ed25519 signature, base64url, over method, path with query and nonce. */
export function signRequestAs(
  { replica, replicaSign }: Pick<KeyFile, 'replica' | 'replicaSign'>,
  method: string,
  pathWithQuery: string,
  nonce: string,
): { replica: string; signature: string } {
  const signature = sign(replicaSign, ['so-may/request/1', method, pathWithQuery, nonce]);
  return { replica, signature: signature.toString('base64url') };
}
