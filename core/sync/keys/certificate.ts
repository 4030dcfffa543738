/** A certificate says that an installation is its owner's; it travels in every signed header (docs/sync.md "Who holds which keys"). */
import { z } from 'zod';
import { ownerId, recipient, replicaId, signKey } from '../../../shared/records/office.ts';
import { isSignedBy, sign, type SigningKey } from './signing.ts';

export const certificate = z.object({
  owner: ownerId,
  replica: replicaId,
  /** What people call the PC. */
  name: z.string().max(500),
  signKey,
  recipient,
  /** Replica that this one goes on for after a restore or a copy. */
  continues: replicaId.nullable(),
  /** By the owner's signing key, base64url. */
  signature: z.string().regex(/^[0-9A-Za-z_-]{86}$/),
});
export type Certificate = z.output<typeof certificate>;

/** Signs a certificate with the owner's key. */
export function certify(given: Omit<Certificate, 'signature'>, ownerSign: SigningKey): Certificate {
  return { ...given, signature: sign(ownerSign, signedItems(given)).toString('base64url') };
}

/** True when the owner with this signing key certified it. */
export function isCertificateSound(given: Certificate, ownerSignKey: string): boolean {
  return isSignedBy(ownerSignKey, signedItems(given), Buffer.from(given.signature, 'base64url'));
}

function signedItems(given: Omit<Certificate, 'signature'>): string[] {
  const { owner, replica, name, signKey, recipient, continues } = given;
  return ['so-may/certificate/1', owner, replica, name, signKey, recipient, continues ?? ''];
}
