/** Was it the register of a school or of an office? Told by the record that names its owner, in a package or in a damaged journal. */
import { readFileSync } from 'node:fs';
import type { DatabaseKey } from '../database/sqlite/open-database.ts';
import type { InstallationRow } from '../database/tables.ts';
import { CHAIN_START } from '../journal/change-bytes.ts';
import { FileRefused } from '../sync/files/file-refused.ts';
import { readOuterHeader } from '../sync/files/outer-header.ts';
import { decodePackage } from '../sync/files/package-body.ts';
import { getPackageHeader, openSealedFile } from '../sync/files/sealed-file.ts';
import type { KeyFile } from '../sync/keys/key-file.ts';
import { salvageJournal } from './salvage-journal.ts';

interface Sources {
  keys: KeyFile;
  /** Packages. */
  files: readonly string[];
  /** The damaged register, and its key. */
  file: string;
  key: DatabaseKey;
}

/** Undefined where nothing tells. */
export async function findRole({ keys, files, file, key }: Sources): Promise<InstallationRow['role'] | undefined> {
  for (const each of files) {
    const role = roleOf(await readChanges(readFileSync(each), keys));
    if (role) return role;
  }
  const { owner, replica } = keys;
  const { runs } = salvageJournal(file, key, [{ replica, owner, seq: 0, hash: CHAIN_START }]);
  return roleOf(runs.filter((run) => run.owner === owner).flatMap(({ changes }) => changes));
}

function roleOf(changes: readonly { recordTable: string }[]): InstallationRow['role'] | undefined {
  if (changes.some(({ recordTable }) => recordTable === 'schools')) return 'school';
  return changes.some(({ recordTable }) => recordTable === 'offices') ? 'office' : undefined;
}

/** Changes of an own package; none of any other file. */
async function readChanges(bytes: Buffer, keys: KeyFile): Promise<readonly { recordTable: string }[]> {
  try {
    const { kind, owner } = readOuterHeader(bytes).header;
    if (kind !== 'package' || owner !== keys.owner) return [];
    const file = await openSealedFile(bytes, [keys.ownerIdentity.identity]);
    return (await decodePackage(getPackageHeader(file), file.body, async () => undefined)).changes;
  } catch (error) {
    if (error instanceof FileRefused) return [];
    throw error;
  }
}
