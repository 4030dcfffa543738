/** Packages, acknowledgements and answers: signed by the author, packed, sealed to the readers (docs/sync.md "A file"). */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { ownerId, replicaId } from '../../../shared/records/office.ts';
import { certificateSchema } from '../keys/certificate.ts';
import type { KeyFile } from '../keys/key-file.ts';
import { isSignedBy, sign } from '../keys/signing.ts';
import { compress, decompress } from './compress.ts';
import { FileRefused } from './file-refused.ts';
import { readNetstrings, writeNetstrings } from './netstrings.ts';
import { fileKind, type OuterHeader, PROTOCOL, readFileParts, writeFile } from './outer-header.ts';
import { readJson } from './read-json.ts';
import { seal, unseal } from './seal.ts';

export { FileRefused } from './file-refused.ts';

const sealedKind = fileKind.extract(['package', 'acknowledgement', 'answer']);
export type SealedKind = z.output<typeof sealedKind>;

const signedHeader = z.looseObject({
  kind: sealedKind,
  protocol: z.literal(PROTOCOL),
  owner: ownerId,
  replica: replicaId,
  at: z.string().max(40),
  certificate: certificateSchema,
});
export type SignedHeader = z.output<typeof signedHeader>;

/** What only the outer header says. */
export interface OuterWords {
  code: string;
  to: string;
  first?: number;
  last?: number;
}

export interface SealedFile {
  outer: OuterHeader;
  /** SHA-256 over the three netstrings, hex: the same however often it was resealed. */
  id: string;
  header: SignedHeader;
  /** The bytes of the header as they were signed. */
  headerBytes: Buffer;
  body: Buffer;
  signature: Buffer;
}

/** `header` is what this kind adds to the signed header; `at` says when it was written, and is now unless given. */
export async function writeSealedFile(file: {
  kind: SealedKind;
  keys: KeyFile;
  header: object;
  body: Uint8Array;
  recipients: readonly string[];
  outer: OuterWords;
}): Promise<{ bytes: Buffer; id: string }> {
  const { kind, keys, body, recipients, outer } = file;
  const { owner, replica, certificate } = keys;
  const at = new Date().toISOString();
  const header = Buffer.from(
    JSON.stringify({ at, ...file.header, kind, protocol: PROTOCOL, owner, replica, certificate }),
  );
  const signature = sign(keys.replicaSign.privateKey, [`so-may/${kind}/1`, header, body]);
  const content = writeNetstrings([header, body, signature]);
  const payload = await seal(await compress(content), recipients);
  return { bytes: writeFile({ ...outer, kind, owner, replica }, payload), id: hash('sha256', content, 'hex') };
}

/**
 * Opens a file and checks that it is whole, that its headers agree, and that the key of its certificate signed it.
 * Whether that certificate is its owner's, and the owner known, the caller decides (isCertificateSound).
 * Throws FileRefused('malformed' | 'tooNew' | 'notOwner' | 'altered').
 */
export async function openSealedFile(bytes: Uint8Array, identities: readonly string[]): Promise<SealedFile> {
  const { outer, payload } = readFileParts(bytes);
  if (!sealedKind.safeParse(outer.kind).success) throw new FileRefused('malformed');
  const content = await decompress(await unseal(payload, identities));
  const [headerBytes, body, signature] = readNetstrings(content, 3) as [Buffer, Buffer, Buffer];
  if (readJson(z.object({ protocol: z.number() }), headerBytes).protocol > PROTOCOL) throw new FileRefused('tooNew');
  const header = readJson(signedHeader, headerBytes);
  const { certificate, kind } = header;
  if (!isSignedBy(certificate.signKey, [`so-may/${kind}/1`, headerBytes, body], signature))
    throw new FileRefused('altered');
  if (certificate.owner !== header.owner || certificate.replica !== header.replica) throw new FileRefused('altered');
  const isAgreed = (['kind', 'owner', 'replica', 'first', 'last'] as const).every(
    (name) => outer[name] === header[name],
  );
  if (!isAgreed) throw new FileRefused('altered');
  return { outer, id: hash('sha256', content, 'hex'), header, headerBytes, body, signature };
}

/** The same signed bytes for other readers: the id stays. */
export async function resealFile(
  file: SealedFile,
  recipients: readonly string[],
  outer: Partial<OuterWords>,
): Promise<Buffer> {
  const content = writeNetstrings([file.headerBytes, file.body, file.signature]);
  return writeFile({ ...file.outer, ...outer }, await seal(await compress(content), recipients));
}
