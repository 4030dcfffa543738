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
import type { Register } from '../register.ts';
import { continueAsNewReplica } from '../sync/continue-replica.ts';
import { Exchange } from '../sync/exchange.ts';
import { readKeyFile } from '../sync/keys/key-file.ts';
import { applySalvaged, type SalvageResult } from './apply-salvaged.ts';
import { openBackup, type Opener } from './backup-keys.ts';
import { BackupKeeper } from './backup-keeper.ts';
import { saveBackupState } from './backup-places.ts';
import type { BackupManifest } from './manifest.ts';
import { refuseAnother, toBackupFolder } from './preview-restore.ts';
import { picturesFolder } from './mirror-files.ts';
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
  tell({ type: 'progress', phase: 'finishing' });
  let aside: string;
  try {
    aside = await register.setAside(damage ? 'empty' : 'before-restore', { staged, dataKey });
  } catch (error) {
    rmSync(path.join(dataDir, staged), { recursive: true, force: true });
    throw error;
  }
  const result = await settleRestored(
    register,
    { manifest, presentReplica, backup, aside: damage?.folder ?? aside, keepsLater: request.keepsLater },
    tell,
  );
  return { result, opener };
}

/** What follows the swap; may be done again at any time. */
export async function settleRestored(
  register: Register,
  given: {
    manifest: BackupManifest;
    presentReplica: string | null;
    backup: string;
    aside: string;
    keepsLater: boolean;
  },
  tell: (progress: BackupProgress) => void,
): Promise<RestoreResult> {
  const { manifest, presentReplica, backup, aside, keepsLater } = given;
  // Where no install mark can be kept, the opening did not notice.
  const { replica } = await register.getInstallation();
  if (replica === manifest.replica || replica === presentReplica) await continueAsNewReplica(register, 'restored');
  let replayed: RestoreResult['replayed'] = { files: 0, changes: 0, refused: 0, waiting: 0 };
  let salvaged: SalvageResult = { changes: 0, beyond: 0 };
  if (keepsLater) {
    tell({ type: 'progress', phase: 'replaying' });
    const folders = [
      path.join(aside, 'outbox'),
      path.join(aside, 'inbox'),
      path.join(path.dirname(backup), 'packages'),
    ];
    replayed = await replayPackages(register, folders);
    salvaged = await applySalvaged(register, aside);
  }
  saveBackupState(register.options.dataDir, { checkedAt: null, damagedAt: null });
  register.options.log({ level: 'info', message: 'restored', at: manifest.at, aside, ...replayed, salvaged });
  // The next look makes a backup of what is there now.
  register.part(BackupKeeper);
  return { folder: aside, counts: await countBackedUp(register.reader), replayed, salvaged };
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
