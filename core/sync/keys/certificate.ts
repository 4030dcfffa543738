/** The certificate by which an owner says that an installation is its own (docs/sync.md "Who holds which keys"). */
import { z } from 'zod';
import { ownerId, recipient, replicaId, signKey } from '../../../shared/records/office.ts';
import { isSignedBy, sign } from './signing.ts';

export const certificateSchema = z.object({
  owner: ownerId,
  replica: replicaId,
  name: z.string().max(200),
  signKey,
  recipient,
  /** Replica that this one goes on for after a restore or a copy. */
  continues: replicaId.nullable(),
  signature: z.string().regex(/^[0-9A-Za-z_-]{86}$/),
});
export type Certificate = z.output<typeof certificateSchema>;
type Claims = Omit<Certificate, 'signature'>;

function itemsOf({ owner, replica, name, signKey, recipient, continues }: Claims): string[] {
  return ['so-may/certificate/1', owner, replica, name, signKey, recipient, continues ?? ''];
}

export function certify(claims: Claims, ownerPrivateKey: string): Certificate {
  return { ...claims, signature: sign(ownerPrivateKey, itemsOf(claims)).toString('base64url') };
}

/** True when this owner's signing key signed it. */
export function isCertificateSound(certificate: Certificate, ownerSignKey: string): boolean {
  return isSignedBy(ownerSignKey, itemsOf(certificate), Buffer.from(certificate.signature, 'base64url'));
}
