/**
 * Recovery where there is no backup: a register is built anew from the packages that lie about and from what the damaged file still yields, in a folder of its
 * own, and put into place when it holds something. Nothing of what was left is touched.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { BackupProgress, BackupSecret, RestoreResult } from '../../shared/contract/backups.ts';
import { isProblem, Problem } from '../../shared/problems.ts';
import { listSticks } from '../carriers/stick-places.ts';
import { createOfficeIndexes } from '../database/sqlite/office-indexes.ts';
import type { CollectorRow, InstallationRow } from '../database/tables.ts';
import { writeInstallMark } from '../host/install-mark.ts';
import { countBackedUp } from '../queries/backup-counts.ts';
import { findInstallation } from '../queries/changes.ts';
import { saveKnownReplica } from '../queries/packages.ts';
import { openRegister, type Register } from '../register.ts';
import { REGISTER_FILE } from '../register-files.ts';
import { continueAsNewReplica } from '../sync/continue-replica.ts';
import { type KeyFile, readKeyFile } from '../sync/keys/key-file.ts';
import { toKnownReplica } from '../sync/trust.ts';
import { applySalvaged } from './apply-salvaged.ts';
import { type OpenedBackup, openBackup, type Opener } from './backup-keys.ts';
import { listAnyPlaces, readBackupState } from './backup-places.ts';
import { findRole } from './find-role.ts';
import { PACKAGES_FOLDER } from './mirror-files.ts';
import { listPackageFiles, replayPackages } from './replay-packages.ts';
import { salvageLocal } from './salvage-journal.ts';
import { findDamageReport } from './set-damaged-aside.ts';
import { clearStaged, copyTree, shareTree } from './stage-backup.ts';
import { KEY_FILES } from './write-backup.ts';

/**
 * Recovers what {@link findDamageReport} tells of, without a backup; answers also by whom it was opened.
 *
 * Raises nothingToRecover { folder } where nothing that can be read is left, or nobody can open it; backupLocked, wrongPassphrase, wrongCode, attemptsSlowed;
 * registerInUse, diskFull, folderReadOnly. Whatever it raises, all is as it was.
 */
export async function recoverLeftovers(
  register: Register,
  secret: BackupSecret | undefined,
  tell: (progress: BackupProgress) => void,
): Promise<{ result: RestoreResult; opener: Opener }> {
  const { dataDir, log } = register.options;
  const folder = findDamageReport(dataDir)?.folder;
  if (folder === undefined || (await findInstallation(register.reader)))
    throw new Problem('nothingToRecover', { folder: dataDir });
  const opened = await openLeftovers(register, folder, secret);
  const { dataKey, opener } = opened;
  const staged = `recovering-${register.now().replaceAll(/[:.]/g, '-')}`;
  const target = path.join(dataDir, staged);
  try {
    tell({ type: 'progress', phase: 'copying' });
    clearStaged(dataDir);
    mkdirSync(target, { mode: 0o700 });
    for (const name of KEY_FILES) copyTree(path.join(folder, name), path.join(target, name));
    shareTree(path.join(folder, 'attachments'), path.join(target, 'attachments'));
    const result = await build(register, { folder, target, opened }, tell);
    tell({ type: 'progress', phase: 'finishing' });
    await register.setAside('empty', { staged, dataKey });
    log({ level: 'info', message: 'recovered without a backup', ...result });
    return { result, opener };
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    throw error;
  }
}

/** Raises nothingToRecover where no envelope is left that anybody here could open. */
async function openLeftovers(
  register: Register,
  folder: string,
  secret: BackupSecret | undefined,
): Promise<OpenedBackup> {
  try {
    return await openBackup(register, folder, secret);
  } catch (error) {
    if (!isProblem(error)) throw error;
    const isShut = error.code === 'backupDamaged' || error.details['opensBy'] === 'device';
    throw isShut ? new Problem('nothingToRecover', { folder }) : error;
  }
}

interface Leftovers {
  /** What was set aside. */
  folder: string;
  /** Where the register is built. */
  target: string;
  opened: OpenedBackup;
}

async function build(
  { options }: Register,
  { folder, target, opened }: Leftovers,
  tell: (progress: BackupProgress) => void,
): Promise<RestoreResult> {
  const keys = findKeys(folder, opened.dataKey);
  const nothing = new Problem('nothingToRecover', { folder });
  if (!keys) throw nothing;
  const places = listAnyPlaces(readBackupState(options.dataDir), await listSticks());
  const folders = [
    ...['outbox', 'inbox'].map((name) => path.join(folder, name)),
    ...places.map((place) => path.join(place.folder ?? '', PACKAGES_FOLDER)),
  ];
  const file = path.join(folder, REGISTER_FILE);
  const { role: told, collector } = salvageLocal(file, opened.databaseKey);
  const role =
    told === 'school' || told === 'office'
      ? told
      : await findRole({ keys, files: folders.flatMap(listPackageFiles), file, key: opened.databaseKey });
  if (!role) throw nothing;
  const built = await openRegister({ ...options, dataDir: target, dataKey: opened.dataKey });
  try {
    await begin(built, keys, role, collector);
    tell({ type: 'progress', phase: 'replaying' });
    const replayed = await replayPackages(built, folders);
    const salvaged = await applySalvaged(built, folder);
    if (replayed.changes + salvaged.changes === 0) throw nothing;
    return { folder, counts: await countBackedUp(built.reader), replayed, salvaged };
  } finally {
    await built.close();
  }
}

function findKeys(folder: string, dataKey: Buffer): KeyFile | undefined {
  try {
    return readKeyFile(folder, dataKey);
  } catch (error) {
    if (!isProblem(error)) throw error;
    return undefined;
  }
}

/** As the same side, and at once as a new replica: what it once wrote and is lost may be elsewhere, under its numbers. */
async function begin(
  register: Register,
  keys: KeyFile,
  role: InstallationRow['role'],
  collector: CollectorRow | undefined,
): Promise<void> {
  const { owner, replica } = keys;
  const createdAt = register.now();
  await register.exclusively(() =>
    register.transact(async (db) => {
      await db.insertInto('installation').values({ id: 1, replica, owner, role, isTrial: 0, createdAt }).execute();
      await saveKnownReplica(db, toKnownReplica(keys.certificate, createdAt));
      if (collector) await db.insertInto('collectors').values(collector).execute();
      if (role === 'office') await createOfficeIndexes(db);
    }),
  );
  writeInstallMark(register.options.dataDir, { token: keys.mark, seq: 0, hash: '' });
  await continueAsNewReplica(register, 'restored');
}
