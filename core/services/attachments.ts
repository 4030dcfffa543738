/** Bản chụp giấy ký nhận: pictures of signed papers, kept beside the receipt. */
import type { Attachment } from '../../shared/contract/attachments.ts';
import { Problem } from '../../shared/problems.ts';
import { MOST_ATTACHMENT_BYTES } from '../../shared/records/attachment.ts';
import { recogniseAttachment } from '../../shared/rules/attachment-kind.ts';
import { findAttachment, listAttachmentsOfReceipts } from '../queries/attachments.ts';
import { findReceiptEntry } from '../queries/receipt-entries.ts';
import type { Register, Session } from '../register.ts';
import { getAttachmentBytes, keepAttachment } from '../sync/attachment-files.ts';

/** Attachments in use of these receipts, oldest first. */
export async function listAttachments(register: Register, receipts: readonly string[]): Promise<Attachment[]> {
  if (receipts.length === 0) return [];
  const rows = await listAttachmentsOfReceipts(register.reader, receipts);
  return rows.map(({ id, receipt, name, mediaType, sizeBytes, isHere }) => ({
    id,
    receipt,
    name,
    mediaType,
    sizeBytes,
    isHere: isHere === 1,
  }));
}

/**
 * Keeps a picture of a signed paper. The bytes lie on the disk before the record names them.
 *
 * Raises attachmentTooLarge { sizeBytes, most }, attachmentKind { name }, attachmentTwice { name }, receiptNotFound.
 */
export async function addAttachment(
  register: Register,
  session: Session,
  { receipt, file }: { receipt: string; file: File },
): Promise<{ command: string | null; id: string }> {
  if (file.size > MOST_ATTACHMENT_BYTES)
    throw new Problem('attachmentTooLarge', { sizeBytes: file.size, most: MOST_ATTACHMENT_BYTES });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mediaType = recogniseAttachment(bytes);
  const name = file.name.normalize('NFC').slice(-200);
  if (!mediaType) throw new Problem('attachmentKind', { name });
  const { owner } = await register.getInstallation();
  const entry = await findReceiptEntry(register.reader, owner, receipt);
  if (!entry) throw new Problem('receiptNotFound');
  const sha256 = await keepAttachment(register, bytes);
  return register.run(session, async (command) => {
    const known = await listAttachmentsOfReceipts(await command.read(), [receipt]);
    const twin = known.find((row) => row.sha256 === sha256);
    if (twin) throw new Problem('attachmentTwice', { name: twin.name });
    const fields = { receipt, student: entry.student, name, mediaType, sizeBytes: bytes.length, sha256 };
    return { id: command.create('attachments', fields), command: command.id };
  });
}

/** The picture itself. Raises recordNotFound, attachmentMissing (its bytes have not come yet, or are damaged). */
export async function readAttachment(register: Register, id: string): Promise<File> {
  const row = await findAttachment(register.reader, id);
  if (!row) throw new Problem('recordNotFound', { table: 'attachments', record: id });
  const bytes = await getAttachmentBytes(register, row.sha256);
  return new File([new Uint8Array(bytes)], row.name, { type: row.mediaType });
}

/** Takes a wrong picture out of use; its bytes stay. Raises recordNotFound. */
export function voidAttachment(
  register: Register,
  session: Session,
  { id, reason }: { id: string; reason: string },
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    await command.void('attachments', id, reason);
    return { command: command.id };
  });
}
