/** The bytes of an attachment that came: kept when a record here names them, and only whole. */
import { hash } from 'node:crypto';
import { MOST_ATTACHMENT_BYTES } from '../../shared/records/attachment.ts';
import { isAttachmentHere, isAttachmentNamed } from '../queries/attachments.ts';
import { saveSetting } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { keepAttachment } from './attachment-files.ts';
import { FileRefused } from './files/file-refused.ts';
import type { SealedFile } from './files/sealed-file.ts';
import type { Keyring } from './keyring.ts';
import { readSetting, type Received } from './received.ts';
import { findScope } from './scope.ts';
import { checkAuthor } from './trust.ts';

/** Throws FileRefused: notOwner (a stranger, or bytes that no record names), malformed (too large). */
export async function receiveAttachment(register: Register, keyring: Keyring, file: SealedFile): Promise<Received> {
  const side = await checkAuthor(register.reader, keyring.own, file);
  if (file.body.length > MOST_ATTACHMENT_BYTES) throw new FileRefused('malformed', 'an attachment too large');
  const sha256 = hash('sha256', file.body, 'hex');
  const { owner } = keyring.own;
  const scope = await findScope(register.reader, owner, owner);
  const owners = scope?.confirmed ?? [owner];
  if (!(await isAttachmentNamed(register.reader, owners, sha256)))
    throw new FileRefused('notOwner', 'no record names this attachment');
  const isNew = !(await isAttachmentHere(register.reader, sha256));
  if (isNew) await keepAttachment(register, file.body);
  await register.exclusively(() => register.transact((db) => saveSetting(db, readSetting(file.outer), register.now())));
  return {
    kind: 'attachment',
    owner: side.owner,
    outcome: isNew ? 'taken' : 'known',
    reason: null,
    changes: 0,
    refusedChanges: 0,
    id: file.id,
  };
}
