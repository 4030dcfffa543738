/** What a picture of a paper is, by its first bytes: names of files say anything. */
import type { z } from 'zod';
import type { attachmentMediaType } from '../records/attachment.ts';

const BEGINNINGS: readonly (readonly [z.output<typeof attachmentMediaType>, readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** Undefined for any other file. */
export function recogniseAttachment(bytes: Uint8Array): z.output<typeof attachmentMediaType> | undefined {
  return BEGINNINGS.find(([, start]) => start.every((byte, index) => bytes[index] === byte))?.[0];
}
