/** A signed and sealed file: written, opened, resealed for another reader (docs/sync.md "A file"). Whom it trusts is the exchange's business. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { ownerId, replicaId } from '../../../shared/records/office.ts';
import { instant } from '../../../shared/records/record-table.ts';
import { certificate } from '../keys/certificate.ts';
import type { KeyFile } from '../keys/key-file.ts';
import { isSignedBy, sign } from '../keys/signing.ts';
import { compress, decompress } from './compress.ts';
import { FileRefused } from './file-refused.ts';
import { readNetstrings, writeNetstrings } from './netstrings.ts';
import { fileKind, type OuterHeader, PROTOCOL, readOuterHeader, writeOuterHeader } from './outer-header.ts';
import { seal, unseal } from './seal.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
/** What every author signs. Unknown fields of a later program are kept: the bytes are what is signed. */
const signedHeader = z.object({
  kind: fileKind,
  protocol: z.literal(PROTOCOL),
  owner: ownerId,
  replica: replicaId,
  at: instant,
  certificate,
});
const packageHeader = signedHeader.extend({
  first: seq,
  last: seq,
  prevHash: hex,
  lastHash: hex,
  /** Absent in packages of programs that signed the whole alone. */
  chain: z
    .string()
    .regex(/^[0-9A-Za-z_-]{86}$/)
    .optional(),
});
export type SignedHeader = z.output<typeof signedHeader>;
/** Further in a package: its range, and the chain before and after it. */
export type PackageHeader = z.output<typeof packageHeader>;

/** A file whose seal was opened and whose signature is that of its certificate's key. */
export interface SealedFile {
  outer: OuterHeader;
  /** SHA-256 over the three netstrings, hex: the same however often it was resealed. */
  id: string;
  header: SignedHeader;
  body: Uint8Array;
  /** Signed header, body and signature as they were written. */
  content: Uint8Array;
}

export interface FileToWrite {
  kind: 'package' | 'acknowledgement' | 'answer' | 'attachment';
  keys: KeyFile;
  at: string;
  body: Uint8Array;
  /** Further fields of the signed header. */
  header?: object;
  recipients: readonly string[];
  outer: Pick<OuterHeader, 'code' | 'to' | 'first' | 'last'>;
}

/** Signs, compresses and seals. */
export async function writeSealedFile(file: FileToWrite): Promise<{ bytes: Buffer; id: string; outer: OuterHeader }> {
  const { kind, keys, at } = file;
  const common = {
    kind,
    protocol: PROTOCOL,
    owner: keys.owner,
    replica: keys.replica,
    at,
    certificate: keys.certificate,
  };
  const header = Buffer.from(JSON.stringify({ ...common, ...file.header }));
  const signature = sign(keys.replicaSign, [`so-may/${kind}/1`, header, file.body]);
  const content = writeNetstrings([header, file.body, signature]);
  const outer = { kind, owner: keys.owner, replica: keys.replica, ...file.outer };
  const sealed = await sealContent(content, file.recipients, outer);
  return { ...sealed, id: hash('sha256', content, 'hex') };
}

/** What the author of a package says of the chain itself: base64url, for its signed header. */
export function signChain(keys: KeyFile, range: Omit<ChainRange, 'owner' | 'replica'>): string {
  const { owner, replica } = keys;
  return sign(keys.replicaSign, chainItems({ owner, replica, ...range })).toString('base64url');
}

type ChainRange = Pick<PackageHeader, 'owner' | 'replica' | 'first' | 'last' | 'prevHash' | 'lastHash'>;

function chainItems({ owner, replica, first, last, prevHash, lastHash }: ChainRange): string[] {
  return ['so-may/chain/1', owner, replica, String(first), String(last), prevHash, lastHash];
}

/**
 * The same package with another body, written by whoever holds its changes: fewer values, the same chain, which the author's word in the header vouches for
 * (docs/decisions/0011). Undefined where the header has no such word.
 */
export async function redactFile(
  file: SealedFile,
  body: Uint8Array,
  recipients: readonly string[],
): Promise<{ bytes: Buffer; id: string } | undefined> {
  const [header] = readNetstrings(file.content) ?? [];
  if (!header || getPackageHeader(file).chain === undefined) return undefined;
  const content = writeNetstrings([header, body, '']);
  const { bytes } = await sealContent(content, recipients, { ...file.outer, to: '' });
  return { bytes, id: hash('sha256', content, 'hex') };
}

/** The same signed content for other readers. */
export async function resealFile(
  file: SealedFile,
  recipients: readonly string[],
  to: string,
): Promise<{ bytes: Buffer; outer: OuterHeader }> {
  return sealContent(file.content, recipients, { ...file.outer, to });
}

async function sealContent(
  content: Uint8Array,
  recipients: readonly string[],
  outer: Omit<OuterHeader, 'protocol' | 'payloadBytes' | 'payloadSha256'>,
): Promise<{ bytes: Buffer; outer: OuterHeader }> {
  const payload = await seal(await compress(content), recipients);
  const whole: OuterHeader = {
    ...outer,
    protocol: PROTOCOL,
    payloadBytes: payload.length,
    payloadSha256: hash('sha256', payload, 'hex'),
  };
  return { bytes: Buffer.concat([writeOuterHeader(whole), payload]), outer: whole };
}

/** The payload of a file that is whole. Throws FileRefused (malformed, tooNew). */
export function readPayload(bytes: Uint8Array): { outer: OuterHeader; payload: Uint8Array } {
  const { header: outer, payloadStart } = readOuterHeader(bytes);
  const payload = bytes.subarray(payloadStart);
  if (payload.length !== outer.payloadBytes) throw new FileRefused('malformed', 'another length than announced');
  if (hash('sha256', payload, 'hex') !== outer.payloadSha256)
    throw new FileRefused('malformed', 'another hash than announced');
  return { outer, payload };
}

/**
 * Opens a file with one of these identities and checks it against itself: length, hash, seal, headers that agree, signature.
 *
 * Throws FileRefused: malformed, tooNew, notOwner (sealed to others), altered (touched since, or another signature).
 */
export async function openSealedFile(bytes: Uint8Array, identities: readonly string[]): Promise<SealedFile> {
  const { outer, payload } = readPayload(bytes);
  const content = await decompress(await unseal(payload, identities));
  const [headerBytes, body, signature, ...rest] = readNetstrings(content) ?? [];
  if (!headerBytes || !body || !signature || rest.length > 0) throw new FileRefused('malformed', 'not three parts');
  const header = parseJson(headerBytes, outer.kind === 'package' ? packageHeader : signedHeader);
  if (!agree(outer, header)) throw new FileRefused('altered', 'the outer header lies');
  const { certificate: own } = header;
  if (own.owner !== header.owner || own.replica !== header.replica)
    throw new FileRefused('notOwner', 'the certificate is of another installation');
  const isAuthentic =
    signature.length === 0
      ? isChainSigned(header)
      : isSignedBy(own.signKey, [`so-may/${header.kind}/1`, headerBytes, body], signature);
  if (!isAuthentic) throw new FileRefused('altered', 'the signature is another');
  return { outer, id: hash('sha256', content, 'hex'), header, body, content };
}

/** Of a package whose body somebody else wrote: its hashes are checked against this when it is decoded. */
function isChainSigned(header: SignedHeader | PackageHeader): boolean {
  if (!('first' in header) || header.chain === undefined) return false;
  return isSignedBy(header.certificate.signKey, chainItems(header), Buffer.from(header.chain, 'base64url'));
}

function agree(outer: OuterHeader, header: SignedHeader | PackageHeader): boolean {
  const range = 'first' in header ? header : { first: undefined, last: undefined };
  return (
    outer.kind === header.kind &&
    outer.owner === header.owner &&
    outer.replica === header.replica &&
    outer.first === range.first &&
    outer.last === range.last
  );
}

/** The header of an opened package. Throws FileRefused (malformed) for another kind of file. */
export function getPackageHeader(file: SealedFile): PackageHeader {
  const parsed = packageHeader.safeParse(file.header);
  if (!parsed.success || file.header.kind !== 'package') throw new FileRefused('malformed', 'no package');
  return parsed.data;
}

/** JSON of a checked shape. Throws FileRefused (malformed). */
export function parseJson<Shape extends z.ZodType>(bytes: Uint8Array, shape: Shape): z.output<Shape> {
  try {
    return shape.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    const path = error instanceof z.ZodError ? (error.issues[0]?.path.join('.') ?? '') : 'no JSON';
    throw new FileRefused('malformed', path);
  }
}
