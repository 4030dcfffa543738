/**
 * Package files of which the journal does not have everything: what was erased is taken out of them by what they hold themselves (docs/decisions/0011), the rest stays, for
 * it may be nowhere else. Such are those that wait, are quarantined or forked, and those in outbox/ that no row names: written and not listed when the program was killed, or left
 * there when an older copy of the register was put back.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { writeFileSafely } from '../host/write-file-safely.ts';
import { carriesErased, withoutErased } from '../journal/erase.ts';
import { isAnythingErased } from '../queries/erasures.ts';
import { findChange } from '../queries/package-changes.ts';
import type { Register } from '../register.ts';
import { findFile, removeFile, writeInData } from './file-places.ts';
import { FileRefused } from './files/file-refused.ts';
import { decodePackage } from './files/package-body.ts';
import { getPackageHeader, openSealedFile, redactFile, type SealedFile } from './files/sealed-file.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import { encodeContent } from './seal-package.ts';

/** Redacts every file that nobody has read into the register. Safe at any time. Raises diskFull, folderReadOnly, registerBusy, keysMissing, keysDamaged. */
export async function redactUnread(register: Register): Promise<void> {
  if (!(await isAnythingErased(register.reader))) return;
  const rows = await register.reader
    .selectFrom('packages')
    .select(['file', 'state'])
    .where('file', 'is not', null)
    .execute();
  const listed = new Map(rows.map(({ file, state }) => [file, state]));
  const entries = await readdir(path.join(register.options.dataDir, 'outbox'), { withFileTypes: true }).catch(() => []);
  const written = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.somay'));
  const unlisted = written.map(({ name }) => `outbox/${name}`).filter((place) => !listed.has(place));
  const unread = [...listed].flatMap(([file, state]) => (file !== null && isUnread(state) ? [file] : []));
  if (unlisted.length + unread.length === 0) return;
  const keyring = await openKeyring(register);
  for (const place of [...unlisted, ...unread]) await redactInPlace(register, keyring, place);
}

function isUnread(state: string): boolean {
  return state === 'waiting' || state === 'quarantined' || state === 'forked';
}

async function redactInPlace(register: Register, keyring: Keyring, place: string): Promise<void> {
  const bytes = await findFile(register, place);
  const found = bytes ? await redactBytes(register, keyring, bytes) : 'asItIs';
  if (Buffer.isBuffer(found)) writeInData(register, place, found);
  else if (found === 'needless' && place.startsWith('outbox')) await removeFile(register, place);
}

/** The same for every package of a folder elsewhere: beside backups. Fails with the disk's own error code. */
export async function redactFolder(register: Register, folder: string): Promise<void> {
  const keyring = await openKeyring(register);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.endsWith('.somay'))) {
    const whole = path.join(folder, name);
    const found = await redactBytes(register, keyring, await readFile(whole));
    if (Buffer.isBuffer(found)) writeFileSafely(whole, found);
    else if (found === 'needless') await rm(whole, { force: true });
    // What waits for this thread is answered in between.
    await setImmediate();
  }
}

/** The bytes to be kept; or they stay as they are; or none are needed, for the journal has all of it and nothing can be taken out. */
type Redacted = Buffer | 'asItIs' | 'needless';

async function redactBytes(register: Register, keyring: Keyring, bytes: Buffer): Promise<Redacted> {
  try {
    return await redactByItself(register, keyring, await openSealedFile(bytes, [keyring.keys.ownerIdentity.identity]));
  } catch (error) {
    if (error instanceof FileRefused) return 'asItIs';
    throw error;
  }
}

/**
 * A package's bytes without the values of those who are erased by now, sealed to this side. Out of one that a program wrote which said nothing of the chain nothing can be taken:
 * its author's signature is over the whole alone.
 *
 * Throws FileRefused (malformed, altered) for what nobody will ever merge.
 */
export async function redactByItself({ reader }: Register, { own }: Keyring, file: SealedFile): Promise<Redacted> {
  const header = getPackageHeader(file);
  const { replica, owner, last, lastHash } = header;
  const run = { replica, owner, ...(await decodePackage(header, file.body)) };
  if (!(await carriesErased(reader, run))) return 'asItIs';
  const { changes, secrets } = await withoutErased(reader, run);
  const body = await encodeContent(owner, {
    changes: changes.map((change) => ({ ...change, fields: change.fields ?? '' })),
    secrets: new Map(
      [...Map.groupBy(secrets, ({ subject }) => subject)].map(([subject, of]) => [
        subject,
        of.map(({ secret }) => secret),
      ]),
    ),
    withheld: new Map(changes.flatMap(({ seq, commitment }) => (commitment ? [[seq, commitment]] : []))),
  });
  const redacted = await redactFile(file, body, [own.recipient]);
  if (redacted) return redacted.bytes;
  const here = await findChange(reader, replica, last);
  return here?.hash.toString('hex') === lastHash ? 'needless' : 'asItIs';
}
