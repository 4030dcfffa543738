/**
 * After an erasure, in the exchange's turn: packages of others, and such as no row names, are written again without what was erased; then
 * all goes that the erasure named (docs/decisions/0011).
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { PackageRow } from '../database/tables.ts';
import { carriesErased, withoutErased } from '../journal/erase.ts';
import { forgetErasedFile, isAnythingErased, listToRedact } from '../queries/erasures.ts';
import { findChange } from '../queries/package-changes.ts';
import { savePackage } from '../queries/packages.ts';
import { findSetting, WIPE_SETTING } from '../queries/sync-settings.ts';
import type { Register } from '../register.ts';
import { removeErasedFiles } from './erased-files.ts';
import { findFile, inboxFile, removeFile, writeInData } from './file-places.ts';
import { FileRefused } from './files/file-refused.ts';
import { decodePackage } from './files/package-body.ts';
import { getPackageHeader, openSealedFile, redactFile } from './files/sealed-file.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import { ifNothingWasErased, readContent } from './package-content.ts';
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
  if ((await findSetting(register.reader, WIPE_SETTING)) === true) await redactUnlisted(register);
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

/**
 * Packages in outbox/ that no row names: written and not listed when the program was killed, or left there when an older copy of the register was put back, and then they may
 * be all that is left of what they carry. What was erased is taken out of them, the rest stays.
 */
export async function redactUnlisted(register: Register): Promise<void> {
  if (!(await isAnythingErased(register.reader))) return;
  const entries = await readdir(path.join(register.options.dataDir, 'outbox'), { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.somay')).map(({ name }) => name);
  const rows = await register.reader.selectFrom('packages').select('file').where('file', 'is not', null).execute();
  const listed = new Set(rows.map(({ file }) => file));
  const unlisted = names.map((name) => `outbox/${name}`).filter((place) => !listed.has(place));
  if (unlisted.length === 0) return;
  const keyring = await openKeyring(register);
  for (const place of unlisted) await redactInPlace(register, keyring, place);
}

async function redactInPlace(register: Register, { keys, own }: Keyring, place: string): Promise<void> {
  const bytes = await findFile(register, place);
  if (!bytes) return;
  try {
    const file = await openSealedFile(bytes, [keys.ownerIdentity.identity]);
    const header = getPackageHeader(file);
    const run = { replica: header.replica, owner: header.owner, ...(await decodePackage(header, file.body)) };
    if (!(await carriesErased(register.reader, run))) return;
    const { changes, secrets } = await withoutErased(register.reader, run);
    const body = await encodeContent(header.owner, {
      changes: changes.map((change) => ({ ...change, fields: change.fields ?? '' })),
      secrets: new Map(
        [...Map.groupBy(secrets, ({ subject }) => subject)].map(([subject, rows]) => [
          subject,
          rows.map(({ secret }) => secret),
        ]),
      ),
      withheld: new Map(changes.flatMap(({ seq, commitment }) => (commitment ? [[seq, commitment]] : []))),
    });
    const redacted = await redactFile(file, body, [own.recipient]);
    if (redacted) writeInData(register, place, redacted.bytes);
    // Written by a program that said nothing of the chain: it goes where the journal has all of it.
    else if ((await findChange(register.reader, header.replica, header.last))?.hash.toString('hex') === header.lastHash)
      await removeFile(register, place);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
  }
}
