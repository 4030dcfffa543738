/** What a further PC of the same side needs: the owner's keys, sealed with a passphrase of digits (docs/sync.md "join"). */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { ownerId, recipient, signKey } from '../../../shared/records/office.ts';
import { officeLevel } from '../../../shared/records/organisation.ts';
import { instant } from '../../../shared/records/record-table.ts';
import { type KeyFile, ownerKeys } from '../keys/key-file.ts';
import { FileRefused } from './file-refused.ts';
import { PROTOCOL, writeOuterHeader } from './outer-header.ts';
import { sealWithPassphrase, unsealWithPassphrase } from './seal.ts';
import { parseJson, readPayload } from './sealed-file.ts';

const joinFile = z.object({
  owner: ownerId,
  role: z.enum(['school', 'office']),
  code: z.string().max(20),
  name: z.string().max(500),
  ownerKeys,
  /** The secret of records of no person, base64url. */
  secret: z.string().regex(/^[0-9A-Za-z_-]{43}$/),
  collector: z
    .object({
      owner: ownerId,
      name: z.string().max(500),
      level: officeLevel,
      signKey,
      recipient,
      httpUrl: z.string().max(500).nullable(),
      httpFingerprint: z.string().max(64).nullable(),
    })
    .nullable(),
  expiresAt: instant,
});
export type JoinFile = z.output<typeof joinFile>;

export async function writeJoinFile(content: JoinFile, keys: KeyFile, passphrase: string): Promise<Buffer> {
  const payload = await sealWithPassphrase(Buffer.from(JSON.stringify(content)), passphrase);
  const common = {
    kind: 'join',
    protocol: PROTOCOL,
    owner: content.owner,
    code: content.code,
    replica: keys.replica,
  } as const;
  const header = {
    ...common,
    to: content.owner,
    payloadBytes: payload.length,
    payloadSha256: hash('sha256', payload, 'hex'),
  };
  return Buffer.concat([writeOuterHeader(header), payload]);
}

/** Undefined for a wrong passphrase. Throws FileRefused (malformed, tooNew). */
export async function readJoinFile(bytes: Uint8Array, passphrase: string): Promise<JoinFile | undefined> {
  const { outer, payload } = readPayload(bytes);
  if (outer.kind !== 'join') throw new FileRefused('malformed', 'no file for joining');
  const content = await unsealWithPassphrase(payload, passphrase);
  return content && parseJson(content, joinFile);
}
