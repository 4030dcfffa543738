/** What going back to a backup would change, before anything is touched. */
import path from 'node:path';
import type { BackupSecret, LaterWork, RestorePreview } from '../../shared/contract/backups.ts';
import { Problem } from '../../shared/problems.ts';
import type { ReadHandle } from '../database/handles.ts';
import { countBackedUp } from '../queries/backup-counts.ts';
import { findInstallation } from '../queries/changes.ts';
import { listChainHeads } from '../queries/journal-pages.ts';
import { countLater, findLastPackedAfter } from '../queries/later-changes.ts';
import type { Register } from '../register.ts';
import { Exchange } from '../sync/exchange.ts';
import { openBackup } from './backup-keys.ts';
import { look } from './list-backups.ts';
import type { BackupManifest } from './manifest.ts';
import { runTask } from './run-task.ts';
import { findBackup } from './stage-backup.ts';

/**
 * Checks the backup whole and compares it with the register as it is.
 *
 * Raises backupNotFound, backupDamaged, backupTooNew, backupOfAnother, and what openBackup raises.
 */
export async function previewRestore(
  register: Register,
  { folder: given, secret }: { folder: string; secret?: BackupSecret | undefined },
  signal?: AbortSignal,
): Promise<RestorePreview> {
  const folder = toBackupFolder(given);
  const quick = findBackup(folder);
  await refuseAnother(register.reader, quick.owner);
  const { workerUrl } = register.options;
  const { databaseKey } = await openBackup(register, folder, secret);
  const manifest = await runTask('check', { backup: folder, key: databaseKey }, { workerUrl, signal });
  const isSetUp = (await findInstallation(register.reader)) !== undefined;
  if (isSetUp) await register.part(Exchange).pack();
  return {
    backup: look(folder, 'folder').backup,
    counts: manifest.counts,
    present: isSetUp ? await countBackedUp(register.reader) : null,
    later: isSetUp ? await findLaterWork(register.reader, manifest) : null,
  };
}

/** A person may name the folder or a file in it. */
export function toBackupFolder(given: string): string {
  return /\.(sqlite|json)$/.test(given) ? path.dirname(given) : given;
}

/** A register that is in use is not replaced by that of another school. Raises backupOfAnother. */
export async function refuseAnother(db: ReadHandle, owner: string): Promise<void> {
  const installation = await findInstallation(db);
  if (installation && installation.owner !== owner && installation.isTrial === 0) throw new Problem('backupOfAnother');
}

/** What the register holds and the backup does not. */
async function findLaterWork(db: ReadHandle, { heads }: BackupManifest): Promise<LaterWork> {
  const known = new Map(heads.map(({ replica, seq }) => [replica, seq]));
  const later: LaterWork = {
    changes: 0,
    packed: 0,
    from: null,
    students: { added: 0, changed: 0 },
    devices: { added: 0, changed: 0 },
    receipts: { added: 0, changed: 0 },
  };
  for (const { replica, seq } of await listChainHeads(db)) {
    const after = known.get(replica) ?? 0;
    if (seq <= after) continue;
    later.changes += seq - after;
    later.packed += (await findLastPackedAfter(db, replica, after)) - after;
    const { from, records } = await countLater(db, replica, after);
    if (from !== null && (later.from === null || from < later.from)) later.from = from;
    for (const { recordTable, added, changed } of records) {
      if (recordTable !== 'students' && recordTable !== 'devices' && recordTable !== 'receipts') continue;
      later[recordTable].added += added;
      later[recordTable].changed += changed;
    }
  }
  return later;
}
