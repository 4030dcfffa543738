/** What whoever collects has said of files that it has and does not count, and whether this very PC is locked out. */
import type { z } from 'zod';
import type { filesNotTaken } from '../../shared/contract/sync.ts';
import { findKnownReplica, listAcknowledgements, listKnownReplicas } from '../queries/packages.ts';
import type { Register } from '../register.ts';
import { openKeyring } from '../sync/keyring.ts';
import { readRefusedFiles } from '../sync/sync-settings.ts';
import { findEndOfReplica } from '../sync/trust.ts';

export type FilesNotTaken = z.output<typeof filesNotTaken>;

/**
 * Files of this side that `reader` has not taken, by its last acknowledgement: per PC and reason, those of this PC first. What it has
 * confirmed since came in another file, unless two of one number differ: then what is in the file is counted nowhere.
 */
export async function listFilesNotTaken(register: Register, reader: string): Promise<FilesNotTaken[]> {
  const { owner, replica: own } = await register.getInstallation();
  const db = register.reader;
  const names = new Map((await listKnownReplicas(db, [owner])).map(({ replica, name }) => [replica, name]));
  const confirmed = await listAcknowledgements(db, reader);
  const found = new Map<string, FilesNotTaken>();
  for (const { replica, first, last, reason } of await readRefusedFiles(db, reader)) {
    const name = names.get(replica);
    if (name === undefined || (reason !== 'forked' && last <= (confirmed.get(replica)?.seq ?? 0))) continue;
    const key = `${replica} ${reason}`;
    const before = found.get(key) ?? { replica, name, isThisOne: replica === own, reason, files: 0, changes: 0 };
    found.set(key, { ...before, files: before.files + 1, changes: before.changes + last - first + 1 });
  }
  return [...found.values()].sort((one, other) => Number(other.isThisOne) - Number(one.isThisOne));
}

/**
 * The last change of this PC that counts, when it is locked out; null when it is not, as far as it has heard: by the record of who did it, or by
 * what was said of its files.
 *
 * Raises registerNotSetUp, keysMissing, keysDamaged.
 */
export async function findOwnEnd(register: Register, reader: string): Promise<number | null> {
  const { own, installation } = await openKeyring(register);
  const db = register.reader;
  const known = await findKnownReplica(db, installation.replica);
  const end = known && (await findEndOfReplica(db, own, known));
  if (end) return end.lastSeq;
  const confirmed = (await listAcknowledgements(db, reader)).get(installation.replica)?.seq ?? 0;
  const isSaid = (await readRefusedFiles(db, reader)).some(
    ({ replica, last, reason }) => replica === installation.replica && reason === 'revoked' && last > confirmed,
  );
  return isSaid ? confirmed : null;
}
