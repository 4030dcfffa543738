/** What a reader holds, said to the side whose changes they are (docs/sync.md "acknowledgement"). */
import { z } from 'zod';
import { ownerId, refusalReason, replicaId } from '../../../shared/records/office.ts';
import { type FileToWrite, parseJson, type SealedFile, writeSealedFile } from './sealed-file.ts';

const seq = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const acknowledgement = z.object({
  to: ownerId,
  /** Rises by one within one installation of the reader. */
  number: seq,
  /** Per replica: accepted through `seq`, with the hash there; ranges that wait for what is before them. */
  replicas: z
    .array(
      z.object({
        replica: replicaId,
        seq,
        hash: z.string().regex(/^[0-9a-f]{64}$/),
        waiting: z.array(z.tuple([seq, seq])).max(1000),
      }),
    )
    .max(10_000),
  /** Files that were not taken. */
  refused: z
    .array(z.object({ id: z.string().max(64), replica: replicaId, first: seq, last: seq, reason: refusalReason }))
    .max(1000),
  /** Attachments that were named and have not come, by SHA-256. */
  missing: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(10_000),
  /** Packages whose files went with an erasure: replica, first and last. Their authors write them again without the values. */
  lost: z
    .array(z.tuple([replicaId, seq, seq]))
    .max(10_000)
    .optional(),
});
export type Acknowledgement = z.output<typeof acknowledgement>;

export function writeAcknowledgement(
  content: Acknowledgement,
  file: Omit<FileToWrite, 'kind' | 'body' | 'header'>,
): ReturnType<typeof writeSealedFile> {
  return writeSealedFile({ ...file, kind: 'acknowledgement', body: Buffer.from(JSON.stringify(content)) });
}

/** Throws FileRefused (malformed). */
export function readAcknowledgement(file: SealedFile): Acknowledgement {
  return parseJson(file.body, acknowledgement);
}
