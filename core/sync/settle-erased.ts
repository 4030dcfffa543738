/**
 * After an erasure, in the exchange's turn: packages of others that were merged are written again from the journal, those that nobody has read from what they hold
 * (redact-packages.ts), without what was erased; then all goes that the erasure named (docs/decisions/0011).
 */
import type { PackageRow } from '../database/tables.ts';
import { forgetErasedFile, listToRedact } from '../queries/erasures.ts';
import { savePackage } from '../queries/packages.ts';
import { findSetting, WIPE_SETTING } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { removeErasedFiles } from './erased-files.ts';
import { findFile, inboxFile, removeFile, writeInData } from './file-places.ts';
import { FileRefused } from './files/file-refused.ts';
import { openSealedFile, redactFile } from './files/sealed-file.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import { ifNothingWasErased, readContent } from './package-content.ts';
import { redactUnread } from './redact-packages.ts';
import { encodeContent } from './seal-package.ts';

/** Safe at any time; what fails is tried again at the next start, and daily. Raises diskFull, folderReadOnly, registerBusy, keysMissing, keysDamaged. */
export async function settleErased(register: Register): Promise<void> {
  const rows = await listToRedact(register.reader);
  if (rows.length > 0) {
    const keyring = await openKeyring(register);
    for (const row of rows) {
      const place = inboxFile(row.id);
      // It may be the same one: written without these values before it came.
      if ((await redact(register, keyring, row)) !== place) await removeFile(register, place);
      await register.exclusively(() => register.transact((db) => forgetErasedFile(db, place)));
    }
  }
  // Set by an erasure, until what was deleted is wiped from the file.
  if ((await findSetting(register.reader, WIPE_SETTING)) === true) await redactUnread(register);
  await removeErasedFiles(register);
}

/** In the place of the file comes one without the values, returned; where that cannot be written, its author is asked for one (`lost`). */
async function redact(register: Register, keyring: Keyring, row: PackageRow): Promise<string | undefined> {
  try {
    const bytes = await findFile(register, inboxFile(row.id));
    if (!bytes) return undefined;
    const file = await openSealedFile(bytes, [keyring.keys.ownerIdentity.identity]);
    for (;;) {
      const { erased, ...content } = await readContent(register, row);
      const body = await encodeContent(row.owner, content);
      const redacted = await redactFile(file, body, [keyring.own.recipient]);
      if (!redacted) return undefined;
      const place = inboxFile(redacted.id);
      writeInData(register, place, redacted.bytes);
      const written = { id: redacted.id, file: place, sizeBytes: redacted.bytes.length, at: register.now() };
      const isTrue = await ifNothingWasErased(register, erased, async (transaction) => {
        await savePackage(transaction, { ...row, reason: null });
        await savePackage(transaction, { ...row, ...written, reason: null });
      });
      if (isTrue) return place;
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    register.options.log({ level: 'error', message: 'a kept file cannot be read', id: row.id, reason: error.reason });
    return undefined;
  }
}
