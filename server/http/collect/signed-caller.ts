/** Who asks: the replica that signed a request with a nonce of this server (docs/sync.md, HTTP). */
import type { FileExchange } from '../../../core/carriers/file-exchange.ts';
import { requestItems } from '../../../core/carriers/signed-request.ts';
import { isSignedBy } from '../../../core/sync/keys/signing.ts';
import type { Nonces } from './nonces.ts';

export interface SignedHeaders {
  replica: unknown;
  nonce: unknown;
  signature: unknown;
}

export type Caller = { owner: string } | { refusal: 'notSigned' | 'notTrusted' | 'lockedOut' };

/** The owner whose replica asks. A nonce is used up only by a sound signature, so a stranger cannot spend another's. */
export async function findCaller(
  exchange: FileExchange,
  nonces: Nonces,
  request: { method: string; pathWithQuery: string } & SignedHeaders,
): Promise<Caller> {
  const { replica, nonce, signature } = request;
  if (typeof replica !== 'string' || typeof nonce !== 'string' || typeof signature !== 'string')
    return { refusal: 'notSigned' };
  if (!nonces.isGood(nonce)) return { refusal: 'notSigned' };
  const known = await exchange.findKnownCaller(replica);
  if (!known) return { refusal: 'notTrusted' };
  const items = requestItems(request.method, request.pathWithQuery, nonce);
  if (!isSignedBy(known.signKey, items, Buffer.from(signature, 'base64url'))) return { refusal: 'notTrusted' };
  nonces.use(nonce);
  // Said to it alone: only it could sign.
  if (known.isLockedOut) return { refusal: 'lockedOut' };
  return { owner: known.owner };
}
