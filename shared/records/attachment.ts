/** Bản chụp: pictures of signed papers. The record travels as any other; the bytes follow it, named by their hash. */
import { z } from 'zod';
import { recordId, recordTable, voidFields, voidGroup } from './record-table.ts';

export const attachmentMediaType = z.enum(['image/jpeg', 'image/png', 'application/pdf']);
/** The most that one attachment may have. */
export const MOST_ATTACHMENT_BYTES = 8 * 1024 * 1024;

export const attachments = recordTable({
  table: 'attachments',
  owner: 'school',
  fields: z.object({
    receipt: recordId,
    student: recordId,
    name: z.string().max(200),
    mediaType: attachmentMediaType,
    sizeBytes: z.number().int().min(1).max(MOST_ATTACHMENT_BYTES),
    /** SHA-256 of the bytes, hex. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    ...voidFields,
  }),
  groups: { ...voidGroup, content: ['name', 'mediaType', 'sizeBytes', 'sha256'] },
  subject: 'student',
  appendOnly: false,
});
