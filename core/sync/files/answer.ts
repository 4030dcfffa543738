/** A member's answer to an invitation (docs/sync.md "invitation and answer"). */
import { z } from 'zod';
import { ownerId, recipient, signKey } from '../../../shared/records/office.ts';
import { type FileToWrite, parseJson, type SealedFile, writeSealedFile } from './sealed-file.ts';

const answer = z.object({
  code: z.string().max(40),
  member: z.object({
    owner: ownerId,
    role: z.enum(['school', 'office']),
    code: z.string().max(20),
    name: z.string().max(500),
    signKey,
    recipient,
  }),
});
export type Answer = z.output<typeof answer>;

export function writeAnswer(
  content: Answer,
  file: Omit<FileToWrite, 'kind' | 'body' | 'header'>,
): ReturnType<typeof writeSealedFile> {
  return writeSealedFile({ ...file, kind: 'answer', body: Buffer.from(JSON.stringify(content)) });
}

/** Throws FileRefused (malformed). */
export function readAnswer(file: SealedFile): Answer {
  return parseJson(file.body, answer);
}
