/**
 * Going back to a backup: it is checked, brought into the data folder under another name, and swapped with the register, which is set aside
 * whole. It goes on as a new replica, and what packages have of the time since is read again.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { BackupProgress, BackupSecret, RestoreResult } from '../../shared/contract/backups.ts';
import { isProblem } from '../../shared/problems.ts';
import { countBackedUp } from '../queries/backup-counts.ts';
import { findInstallation } from '../queries/changes.ts';
import { openRegister, type Register } from '../register.ts';
import { continueAsNewReplica } from '../sync/continue-replica.ts';
import { Exchange } from '../sync/exchange.ts';
import { readKeyFile } from '../sync/keys/key-file.ts';
import { applySalvaged, type SalvageResult } from './apply-salvaged.ts';
import { openBackup, type Opener } from './backup-keys.ts';
import { BackupKeeper } from './backup-keeper.ts';
import { saveBackupState } from './backup-places.ts';
import type { BackupManifest } from './manifest.ts';
import { refuseAnother, toBackupFolder } from './preview-restore.ts';
import { PACKAGES_FOLDER, picturesFolder } from './mirror-files.ts';
import { replayPackages } from './replay-packages.ts';
import { runTask } from './run-task.ts';
import { findDamageReport } from './set-damaged-aside.ts';
import { findBackup } from './stage-backup.ts';

export interface RestoreRequest {
  /** The backup's folder, or a file in it. */
  folder: string;
  /** Reads the packages since then again; otherwise what came later stays in the folder that is set aside. */
  keepsLater: boolean;
  /** Opens a backup that this PC does not open by itself. */
  secret?: BackupSecret | undefined;
}

/**
 * Goes back to a backup; answers also by whom it was opened. Whatever it raises before the swap, the register is as it was.
 *
 * Raises backupNotFound, backupDamaged, backupTooNew, backupOfAnother, backupCancelled, registerInUse, diskFull, folderReadOnly,
 * and what openBackup raises.
 */
export async function restoreBackup(
  register: Register,
  request: RestoreRequest,
  tell: (progress: BackupProgress) => void,
  signal?: AbortSignal,
): Promise<{ result: RestoreResult; opener: Opener }> {
  const { dataDir, workerUrl } = register.options;
  const backup = toBackupFolder(request.folder);
  const { owner } = findBackup(backup);
  await refuseAnother(register.reader, owner);
  const opened = await openBackup(register, backup, request.secret);
  // What is not packed yet goes into a package, so that it can come back.
  const installation = await findInstallation(register.reader);
  if (installation?.isTrial === 0) await register.part(Exchange).pack();
  const { dataKey, databaseKey, isPresent, opener } = opened;
  const damage = installation ? undefined : findDamageReport(dataDir);
  const present = damage?.folder ?? dataDir;
  const presentReplica = isPresent || damage ? findReplicaOfKeys(present, dataKey, owner) : null;
  const staged = `restoring-${register.now().replaceAll(/[:.]/g, '-')}`;
  const manifest = await runTask(
    'stage',
    { dataDir, backup, staged, key: databaseKey, pictures: picturesFolder(dataKey), present, presentReplica },
    { workerUrl, signal, tell: (phase) => tell({ type: 'progress', phase }) },
  );
  const result = await replaceRegister(
    register,
    { staged, backup, dataKey, manifest, present, presentReplica, keepsLater: request.keepsLater },
    tell,
  );
  return { result, opener };
}

export interface Replacement {
  /** Name of the folder in the data folder in which the backup was staged. */
  staged: string;
  /** Folder of the backup. */
  backup: string;
  dataKey: Buffer;
  manifest: BackupManifest;
  /** Where the present register lies: the data folder, or that in which a damaged one was set aside. */
  present: string;
  presentReplica: string | null;
  keepsLater: boolean;
}

/**
 * Makes of a staged backup what will be the register, and swaps. Whatever it raises, the register is as it was.
 *
 * Raises registerInUse, diskFull, folderReadOnly.
 */
export async function replaceRegister(
  register: Register,
  given: Replacement,
  tell: (progress: BackupProgress) => void,
): Promise<RestoreResult> {
  const { staged, backup, dataKey, present, keepsLater } = given;
  const { dataDir } = register.options;
  const isDamaged = present !== dataDir;
  const target = path.join(dataDir, staged);
  try {
    const later = keepsLater ? { present, packages: path.join(path.dirname(backup), PACKAGES_FOLDER) } : undefined;
    const { replayed, salvaged } = await settleStaged(register, { ...given, target, later }, tell);
    tell({ type: 'progress', phase: 'finishing' });
    const aside = await register.setAside(isDamaged ? 'empty' : 'before-restore', { staged, dataKey });
    // What was written while all this was done.
    const tail = later && !isDamaged ? await applySalvaged(register, aside) : { changes: 0, beyond: 0 };
    const result: RestoreResult = {
      folder: isDamaged ? present : aside,
      counts: await countBackedUp(register.reader),
      replayed,
      salvaged: { changes: salvaged.changes + tail.changes, beyond: salvaged.beyond + tail.beyond },
    };
    saveBackupState(dataDir, { checkedAt: null, damagedAt: null });
    register.options.log({ level: 'info', message: 'restored', at: given.manifest.at, ...result });
    // The next look makes a backup of what is there now.
    register.part(BackupKeeper);
    return result;
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    throw error;
  }
}

interface Staged extends Replacement {
  /** Folder of the staged register. */
  target: string;
  /** Where what came after the backup is read from; undefined: it stays behind. */
  later: { present: string; packages: string } | undefined;
}

/**
 * Makes of the backup, where it is staged, what will be the register: a new replica, with what came later. Before the swap, so that a program that ends at
 * any moment leaves the one register or the other, and never one that lacks what came later.
 */
async function settleStaged(
  { options }: Register,
  { target, dataKey, manifest, presentReplica, later }: Staged,
  tell: (progress: BackupProgress) => void,
): Promise<Pick<RestoreResult, 'replayed' | 'salvaged'>> {
  let replayed: RestoreResult['replayed'] = { files: 0, changes: 0, refused: 0, waiting: 0 };
  let salvaged: SalvageResult = { changes: 0, beyond: 0 };
  const staged = await openRegister({ ...options, dataDir: target, dataKey });
  try {
    // Where no install mark can be kept, the opening did not notice.
    const { replica } = await staged.getInstallation();
    if (replica === manifest.replica || replica === presentReplica) await continueAsNewReplica(staged, 'restored');
    if (later) {
      tell({ type: 'progress', phase: 'replaying' });
      const { present, packages } = later;
      replayed = await replayPackages(staged, [path.join(present, 'outbox'), path.join(present, 'inbox'), packages]);
      salvaged = await applySalvaged(staged, present);
    }
  } finally {
    await staged.close();
  }
  return { replayed, salvaged };
}

/** The replica of keys that can be read and are of this owner. */
function findReplicaOfKeys(folder: string, dataKey: Buffer, owner: string): string | null {
  try {
    const keys = readKeyFile(folder, dataKey);
    return keys && keys.owner === owner ? keys.replica : null;
  } catch (error) {
    if (!isProblem(error)) throw error;
    return null;
  }
}
