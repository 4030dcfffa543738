/** An office's invitation: as a file, or as digits that a QR scanner types (docs/sync.md "invitation and answer"). */
import { hash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { ownerId, recipient, signKey } from '../../../shared/records/office.ts';
import { officeLevel } from '../../../shared/records/organisation.ts';
import { instant } from '../../../shared/records/record-table.ts';
import { fromDigits, toDigits } from '../../vault/one-time-code.ts';
import { FileRefused } from './file-refused.ts';
import { PROTOCOL, writeOuterHeader } from './outer-header.ts';
import { parseJson, readPayload } from './sealed-file.ts';

/** More than an invitation needs; a scanner types no more. */
const MOST_BYTES = 8192;

const invitation = z.object({
  office: z.object({
    owner: ownerId,
    name: z.string().max(500),
    level: officeLevel,
    code: z.string().max(20),
    signKey,
    recipient,
  }),
  http: z
    .object({
      url: z.url({ protocol: /^https?$/ }).max(500),
      fingerprint: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable(),
    })
    .nullable(),
  code: z.string().regex(/^\d{16}$/),
  expiresAt: instant,
});
export type Invitation = z.output<typeof invitation>;

export function writeInvitation(content: Invitation, replica: string): Buffer {
  const payload = Buffer.from(JSON.stringify(content));
  const { owner, code } = content.office;
  const common = { kind: 'invitation', protocol: PROTOCOL, owner, code, replica, to: '' } as const;
  const header = { ...common, payloadBytes: payload.length, payloadSha256: hash('sha256', payload, 'hex') };
  return Buffer.concat([writeOuterHeader(header), payload]);
}

/** Throws FileRefused (malformed, tooNew). */
export function readInvitation(bytes: Uint8Array): Invitation {
  const { outer, payload } = readPayload(bytes);
  if (outer.kind !== 'invitation') throw new FileRefused('malformed', 'no invitation');
  return parseJson(payload, invitation);
}

export function invitationToDigits(content: Invitation): string {
  return toDigits(deflateRawSync(Buffer.from(JSON.stringify(content)), { level: 9 }));
}

/** Throws FileRefused (malformed) when a digit is wrong. */
export function invitationFromDigits(digits: string): Invitation {
  const bytes = fromDigits(digits);
  if (!bytes) throw new FileRefused('malformed', 'check digits');
  let json: Uint8Array;
  try {
    json = inflateRawSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    throw new FileRefused('malformed', 'digits');
  }
  return parseJson(json, invitation);
}
