/** The backup that precedes every migration: of the file as the older program left it, before a byte is changed. */
import { hostname } from 'node:os';
import manifest from '../../package.json' with { type: 'json' };
import { isProblem } from '../../shared/problems.ts';
import { openCopy } from '../database/sqlite/copy-database.ts';
import type { DatabaseKey } from '../database/sqlite/open-database.ts';
import { findInstallation } from '../queries/changes.ts';
import { inDataFolder, listPlaces, readBackupState } from './backup-places.ts';
import { writeBackup } from './write-backup.ts';
import type { Log } from '../host/log.ts';

export interface MigratingRegister {
  dataDir: string;
  file: string;
  databaseKey: DatabaseKey;
  /** ISO 8601 in UTC. */
  at: string;
  log: Log;
}

/**
 * Makes it at the usual place, else in the data folder, where there is room for a migration as well. Its pages and counts are checked; its
 * chains are by the program that knows their tables, at the next backup.
 *
 * Raises backupPlaceFull, backupPlaceReadOnly { place } where neither takes it: then nothing was migrated.
 */
export async function backUpBeforeMigration({ dataDir, file, databaseKey, at, log }: MigratingRegister): Promise<void> {
  const copy = openCopy(file, databaseKey);
  const installation = await findInstallation(copy.kysely).finally(() => copy.close());
  if (!installation || installation.isTrial === 1) return;
  const [usual] = listPlaces(readBackupState(dataDir), installation.owner, []);
  const job = {
    dataDir,
    key: databaseKey,
    reason: 'update' as const,
    at,
    program: manifest.version,
    computer: hostname().slice(0, 60),
    checksChains: false,
  };
  try {
    await writeBackup({ ...job, place: usual?.folder ?? inDataFolder(dataDir).folder }, () => undefined);
  } catch (error) {
    if (!isProblem(error)) throw error;
    log({ level: 'error', message: 'the backup before a migration went into the data folder', problem: error.code });
    await writeBackup({ ...job, place: inDataFolder(dataDir).folder }, () => undefined);
  }
}
