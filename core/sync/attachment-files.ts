/** Bytes of attachments in the data folder, sealed, named by the hash of what is inside: accepted only whole, asked for again when they are gone. */
import { hash } from 'node:crypto';
import { Problem } from '../../shared/problems.ts';
import { forgetAttachmentFile, saveAttachmentFile } from '../queries/attachments.ts';
import type { Register } from '../register.ts';
import { attachmentFile } from '../register-files.ts';
import { deriveKey } from '../vault/derive-key.ts';
import { openBytes, sealBytes } from '../vault/sealed-bytes.ts';
import { findFile, writeInData } from './file-places.ts';

/** Writes the bytes and remembers that they are here; their hash. Raises diskFull, folderReadOnly. */
export async function keepAttachment(register: Register, bytes: Uint8Array): Promise<string> {
  const sha256 = hash('sha256', bytes, 'hex');
  writeInData(register, attachmentFile(sha256), sealBytes(attachmentKey(register), bytes, sha256));
  await register.exclusively(() =>
    register.transact((db) => saveAttachmentFile(db, { sha256, sizeBytes: bytes.length, at: register.now() })),
  );
  return sha256;
}

/** The bytes, when they are here and still what their name says; what was altered or removed is asked for again. */
export async function findAttachmentBytes(register: Register, sha256: string): Promise<Buffer | undefined> {
  const sealed = await findFile(register, attachmentFile(sha256));
  const bytes = sealed && openBytes(attachmentKey(register), sealed, sha256);
  if (bytes && hash('sha256', bytes, 'hex') === sha256) return bytes;
  await register.exclusively(() => register.transact((db) => forgetAttachmentFile(db, sha256)));
  return undefined;
}

/** {@link findAttachmentBytes}. Raises attachmentMissing. */
export async function getAttachmentBytes(register: Register, sha256: string): Promise<Buffer> {
  const bytes = await findAttachmentBytes(register, sha256);
  if (!bytes) throw new Problem('attachmentMissing');
  return bytes;
}

function attachmentKey({ dataKey }: Register): Buffer {
  return deriveKey(dataKey, 'attachments');
}
