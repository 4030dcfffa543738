/** The outside of a file: what a finder may know, and where the payload lies (docs/sync.md "A file"). */
import { z } from 'zod';
import { ownerId, replicaId } from '../../../shared/records/office.ts';
import { FileRefused } from './file-refused.ts';

export const fileKind = z.enum(['package', 'acknowledgement', 'invitation', 'answer', 'join', 'attachment']);
export type FileKind = z.output<typeof fileKind>;

/** The protocol that this program writes and the newest that it reads. */
export const PROTOCOL = 1;
/** What a file begins with. */
export const MAGIC = 'so-may 1\n';
export const MOST_HEADER_BYTES = 4096;
/** Larger payloads are refused unread. */
export const MOST_PAYLOAD_BYTES = 32 * 1024 * 1024;
/** Enough of a file to read its outer header. */
export const HEAD_BYTES = MAGIC.length + MOST_HEADER_BYTES + 1;

const seq = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const outerHeader = z.object({
  kind: fileKind,
  protocol: z.literal(PROTOCOL),
  owner: ownerId,
  /** Code of the school or office, for a person who looks at the file. */
  code: z.string().max(20),
  replica: replicaId,
  first: seq.optional(),
  last: seq.optional(),
  /** Owner that the file is meant for; empty: whoever can open it. */
  to: z.union([ownerId, z.literal('')]),
  payloadBytes: z.number().int().min(0).max(MOST_PAYLOAD_BYTES),
  payloadSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type OuterHeader = z.output<typeof outerHeader>;

const anyProtocol = z.object({ protocol: z.number().int() });

/** The outer header and where the payload begins; enough when `bytes` are the first {@link HEAD_BYTES}. Throws FileRefused (malformed, tooNew). */
export function readOuterHeader(bytes: Uint8Array): { header: OuterHeader; payloadStart: number } {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES));
  if (head.subarray(0, 7).toString('latin1') !== MAGIC.slice(0, 7))
    throw new FileRefused('malformed', 'not a file of so-may');
  if (head.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) throw new FileRefused('tooNew', 'another container');
  const end = head.indexOf(10, MAGIC.length);
  if (end < 0) throw new FileRefused('malformed', 'the header has no end');
  let json: unknown;
  try {
    json = JSON.parse(head.subarray(MAGIC.length, end).toString('utf8'));
  } catch {
    throw new FileRefused('malformed', 'the header is no JSON');
  }
  const version = anyProtocol.safeParse(json);
  if (version.success && version.data.protocol > PROTOCOL)
    throw new FileRefused('tooNew', `protocol ${version.data.protocol}`);
  const parsed = outerHeader.safeParse(json);
  if (!parsed.success) throw new FileRefused('malformed', `header: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
  return { header: parsed.data, payloadStart: end + 1 };
}

export function writeOuterHeader(header: OuterHeader): Buffer {
  return Buffer.from(`${MAGIC}${JSON.stringify(outerHeader.parse(header))}\n`);
}

/** How a file is usually called; a hint that decides nothing. */
export function fileNameOf(header: OuterHeader, id: string): string {
  const who = header.code.replace(/[^0-9A-Za-z.-]/g, '') || header.owner;
  if (header.kind === 'package') return `${who}-${header.replica}-${header.first}-${header.last}.somay`;
  return `${who}-${header.replica}-${header.kind}-${id.slice(0, 12)}.somay`;
}
