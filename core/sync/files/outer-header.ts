/** The outer header of a file: what a finder may know, and only a hint (docs/sync.md "A file"). */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { ownerId, replicaId } from '../../../shared/records/office.ts';
import { FileRefused } from './file-refused.ts';
import { readJson } from './read-json.ts';

export const PROTOCOL = 1;
const MAGIC = 'so-may 1\n';
const HEADER_BYTES = 4_096;
/** Sealing adds little to what is at most 64 MiB unpacked. */
const PAYLOAD_BYTES = 65 * 1_048_576;

export const fileKind = z.enum(['package', 'acknowledgement', 'invitation', 'answer', 'join']);
export type FileKind = z.output<typeof fileKind>;

const number = z.number().int().min(1);
const outerHeader = z.object({
  kind: fileKind,
  protocol: number,
  owner: ownerId,
  /** Code of the school or office. */
  code: z.string().max(60),
  replica: replicaId,
  first: number.optional(),
  last: number.optional(),
  /** The owner it is meant for; empty: whoever can open it. */
  to: ownerId.or(z.literal('')),
  payloadBytes: z.number().int().min(0).max(PAYLOAD_BYTES),
  payloadSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type OuterHeader = z.output<typeof outerHeader>;

/** Header and payload as one file. */
export function writeFile(
  header: Omit<OuterHeader, 'protocol' | 'payloadBytes' | 'payloadSha256'>,
  payload: Uint8Array,
): Buffer {
  const { kind, owner, code, replica, first, last, to } = header;
  const range = first === undefined ? {} : { first, last };
  const payloadSha256 = hash('sha256', payload, 'hex');
  const outer = {
    kind,
    protocol: PROTOCOL,
    owner,
    code,
    replica,
    ...range,
    to,
    payloadBytes: payload.length,
    payloadSha256,
  };
  return Buffer.concat([Buffer.from(`${MAGIC}${JSON.stringify(outer)}\n`), payload]);
}

/** Reads the header alone: the first 4,200 bytes of a file are enough. Throws FileRefused('malformed' | 'tooNew'). */
export function readOuterHeader(bytes: Uint8Array): OuterHeader {
  return splitHeader(bytes).outer;
}

/** Header and payload of a whole file; its length and hash are as the header says. Throws FileRefused. */
export function readFileParts(bytes: Uint8Array): { outer: OuterHeader; payload: Uint8Array } {
  const { outer, end } = splitHeader(bytes);
  const payload = bytes.subarray(end);
  if (payload.length !== outer.payloadBytes) throw new FileRefused('malformed');
  if (hash('sha256', payload, 'hex') !== outer.payloadSha256) throw new FileRefused('malformed');
  return { outer, payload };
}

function splitHeader(bytes: Uint8Array): { outer: OuterHeader; end: number } {
  const start = Buffer.from(bytes.subarray(0, MAGIC.length + HEADER_BYTES + 1));
  const magic = /^so-may (\d{1,6})\n/.exec(start.toString('latin1', 0, 16));
  if (!magic) throw new FileRefused('malformed');
  if (Number(magic[1]) > PROTOCOL) throw new FileRefused('tooNew');
  const newline = start.indexOf(10, MAGIC.length);
  if (magic[0] !== MAGIC || newline < 0) throw new FileRefused('malformed');
  const line = start.subarray(MAGIC.length, newline);
  if (readJson(z.object({ protocol: number }), line).protocol > PROTOCOL) throw new FileRefused('tooNew');
  return { outer: readJson(outerHeader, line), end: newline + 1 };
}
