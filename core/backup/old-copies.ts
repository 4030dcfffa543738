/**
 * Copies of the register that still hold what was erased after they were made: backups, and registers that were set aside. The erasure does not reach into them; going back to one
 * erases again (sync/erased-files.ts), but the files stay until a person removes them or, of backups, rotation does.
 */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { OldCopies, OldCopy } from '../../shared/contract/backups.ts';
import { Problem } from '../../shared/problems.ts';
import { listErasedSubjects, listErasureChanges } from '../queries/erasures.ts';
import type { Register, Session } from '../register.ts';
import { rememberSetting } from '../services/remember-event.ts';
import { listOwnReplicas } from '../sync/keyring.ts';
import { BackupKeeper } from './backup-keeper.ts';
import { inDataFolder } from './backup-places.ts';
import { toBackupProblem } from './backup-problem.ts';
import { listBackupsAt } from './list-backups.ts';
import type { BackupManifest } from './manifest.ts';

/** What {@link Register.setAside} calls registers that hold pupils; a trial's are invented. */
const SET_ASIDE = /^(?:before-restore|damaged|missing|empty)-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/;

/** Newest first; empty where nothing was erased. */
export async function listOldCopies(register: Register): Promise<OldCopies> {
  const erasures = await listErasureChanges(register.reader);
  if (erasures.length === 0) return { copies: [], isReplaced: false };
  const knowsAll = ({ heads }: BackupManifest): boolean => {
    const ends = new Map(heads.map(({ replica, seq }) => [replica, seq]));
    return erasures.every(({ replica, seq }) => (ends.get(replica) ?? 0) >= seq);
  };
  // Another PC's are left to it; a folder without a manifest may be anybody's.
  const replicas = new Set(await listOwnReplicas(register));
  const { dataDir } = register.options;
  const places = [...(await register.part(BackupKeeper).places()), inDataFolder(dataDir)];
  const own = listBackupsAt(places).flatMap(({ backup, manifest }) =>
    manifest && replicas.has(manifest.replica) ? [{ backup, at: manifest.at, isReplacing: knowsAll(manifest) }] : [],
  );
  const backups = own
    .filter(({ isReplacing }) => !isReplacing)
    .map(({ backup: { folder, sizeBytes }, at }): OldCopy => ({ folder, kind: 'backup', at, sizeBytes }));
  // By the clock of this PC, as the names of the folders are.
  const lastErasedAt =
    (await listErasedSubjects(register.reader))
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? '';
  const setAside = listSetAside(dataDir).filter(({ at }) => at <= lastErasedAt);
  return {
    copies: [...backups, ...setAside].toSorted((one, other) => other.at.localeCompare(one.at)),
    isReplaced: own.some(({ backup, isReplacing }) => backup.health === 'sound' && isReplacing),
  };
}

/**
 * Removes copies of {@link listOldCopies}, which the journal remembers; returns how many. What cannot be removed keeps none of the others.
 *
 * Raises backupNeededFirst before there is a backup without what was erased, backupNotFound { folder } for another folder, backupPlaceReadOnly, backupPlaceBusy { place }.
 */
export async function forgetOldCopies(
  register: Register,
  session: Session,
  folders: readonly string[],
): Promise<{ removed: number }> {
  const { copies, isReplaced } = await listOldCopies(register);
  const known = new Set(copies.map(({ folder }) => folder));
  // One that is gone by now was removed by another window, or before another one was held.
  const stranger = folders.find((folder) => !known.has(folder) && existsSync(folder));
  if (stranger !== undefined) throw new Problem('backupNotFound', { folder: stranger });
  if (!isReplaced) throw new Problem('backupNeededFirst');
  await rememberSetting(register, session, 'oldCopies');
  const unique = new Set(folders);
  const failures: unknown[] = [];
  for (const folder of unique) {
    // One that is held keeps none of the others.
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      failures.push(toBackupProblem(error, folder));
    }
  }
  if (failures.length > 0) throw failures[0];
  return { removed: unique.size };
}

function listSetAside(dataDir: string): OldCopy[] {
  return readdirSync(dataDir, { withFileTypes: true }).flatMap((entry): OldCopy[] => {
    const [, day, hour, minute, second, fraction] = SET_ASIDE.exec(entry.name) ?? [];
    if (!entry.isDirectory() || day === undefined) return [];
    const folder = path.join(dataDir, entry.name);
    const at = `${day}T${hour}:${minute}:${second}.${fraction}Z`;
    return [{ folder, kind: 'setAside', at, sizeBytes: sizeOf(folder) }];
  });
}

/** Bytes of all files in a folder; what is held or gone meanwhile counts nothing. */
function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0)
      .reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}
