/** Pictures of signed papers, beside the receipt that they prove. */
import { z } from 'zod';
import { attachmentMediaType } from '../records/attachment.ts';
import { recordId } from '../records/record-table.ts';
import { raises, read, requiredText, write, written } from './procedure.ts';

export const attachment = z.object({
  id: recordId,
  receipt: recordId,
  name: z.string(),
  mediaType: attachmentMediaType,
  sizeBytes: z.number().int(),
  /** False at a reader to whom the record has come before the bytes. */
  isHere: z.boolean(),
});
export type Attachment = z.output<typeof attachment>;

export const attachments = {
  list: read.input(z.object({ receipts: z.array(recordId).max(500) })).output(z.array(attachment)),
  /** JPEG, PNG or PDF, told by the first bytes; at most 8 MiB. */
  add: write
    .errors(raises('receiptNotFound', 'attachmentKind', 'attachmentTooLarge', 'attachmentTwice'))
    .input(z.object({ receipt: recordId, file: z.file() }))
    .output(written.extend({ id: recordId })),
  read: read
    .errors(raises('attachmentMissing'))
    .input(z.object({ id: recordId }))
    .output(z.file()),
  void: write.input(z.object({ id: recordId, reason: requiredText })).output(written),
};
