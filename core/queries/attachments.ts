/** Attachments: their records, which bytes lie here, and which were named but have not come. */
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { AttachmentFileRow, SyncedRow } from '../database/tables.ts';

/** Attachments in use of these receipts, oldest first. */
export function listAttachmentsOfReceipts(
  db: ReadHandle,
  receipts: readonly string[],
): Promise<(SyncedRow<'attachments'> & { isHere: 0 | 1 })[]> {
  return db
    .selectFrom('attachments')
    .leftJoin('attachmentFiles', 'attachmentFiles.sha256', 'attachments.sha256')
    .selectAll('attachments')
    .select((select) =>
      select.case().when('attachmentFiles.at', 'is', null).then<0 | 1>(0).else<0 | 1>(1).end().as('isHere'),
    )
    .where('attachments.receipt', 'in', receipts)
    .where('attachments.voidedAt', 'is', null)
    .orderBy('attachments.id')
    .execute();
}

export function findAttachment(db: ReadHandle, id: string): Promise<SyncedRow<'attachments'> | undefined> {
  return db.selectFrom('attachments').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whether any record names the hash, also one that is no longer in use. */
export async function isPictureNamed(db: ReadHandle, sha256: string): Promise<boolean> {
  const row = db.selectFrom('attachments').select('id').where('sha256', '=', sha256).limit(1);
  return (await row.executeTakeFirst()) !== undefined;
}

/** Whether any record in use of these owners names the hash. */
export async function isAttachmentNamed(db: ReadHandle, owners: readonly string[], sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('attachments')
    .select('id')
    .where('sha256', '=', sha256)
    .where('owner', 'in', owners)
    .where('voidedAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function isAttachmentHere(db: ReadHandle, sha256: string): Promise<boolean> {
  const row = await db.selectFrom('attachmentFiles').select('at').where('sha256', '=', sha256).executeTakeFirst();
  return row !== undefined;
}

/** Hashes that records of these owners name and whose bytes are not here; at most `limit`. */
export async function listMissingAttachments(
  db: ReadHandle,
  owners: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await selectMissing(db, owners).orderBy('attachments.sha256').limit(limit).execute();
  return rows.map((row) => row.sha256);
}

export async function countMissingAttachments(db: ReadHandle, owner: string): Promise<number> {
  return (await selectMissing(db, [owner]).execute()).length;
}

function selectMissing(db: ReadHandle, owners: readonly string[]) {
  return db
    .selectFrom('attachments')
    .leftJoin('attachmentFiles', 'attachmentFiles.sha256', 'attachments.sha256')
    .select('attachments.sha256')
    .distinct()
    .where('attachments.owner', 'in', owners)
    .where('attachments.voidedAt', 'is', null)
    .where('attachmentFiles.sha256', 'is', null);
}

/** Remembers that the bytes lie here. */
export async function saveAttachmentFile(db: WriteHandle, row: AttachmentFileRow): Promise<void> {
  await db
    .insertInto('attachmentFiles')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes it back: the bytes are gone or altered, and are asked for again. */
export async function forgetAttachmentFile(db: WriteHandle, sha256: string): Promise<void> {
  await db.deleteFrom('attachmentFiles').where('sha256', '=', sha256).execute();
}
