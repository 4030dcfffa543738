/** The files of a register, from their first reading to two connections that work. */
import path from 'node:path';
import { backUpBeforeMigration } from './backup/before-migration.ts';
import { migrate, needsMigration } from './database/migrations/migrations.ts';
import { encryptDatabase, rekeyDatabase } from './database/sqlite/encrypt-database.ts';
import { createOfficeIndexes } from './database/sqlite/office-indexes.ts';
import { type DatabaseKey, type OpenDatabase, openReader, openWriter } from './database/sqlite/open-database.ts';
import type { Log } from './host/log.ts';
import { replayParked } from './journal/merge-parked.ts';
import { findInstallation } from './queries/changes.ts';
import { areDerivedTablesCurrent, rebuildDerivedTables } from './queries/derived-tables.ts';
import { PLAIN_REGISTER_FILE } from './register-files.ts';
import { reapplyErasures } from './sync/erased-files.ts';
import { settleInstallation } from './sync/installation-keys.ts';
import { resealFiles, sealPlainFiles } from './sync/seal-plain-files.ts';
import { endKeyChange, findFormerDataKey } from './vault/change-data-key.ts';
import { deriveKey } from './vault/derive-key.ts';
import { describeRegisterFile } from './vault/open-vault.ts';
import { findVaultFile, writeVaultFile } from './vault/vault-file.ts';

export interface OpenFiles {
  dataKey: Buffer;
  databaseKey: DatabaseKey;
  writer: OpenDatabase;
  reader: OpenDatabase;
}

export interface OpeningOptions {
  /** Folder of the register. */
  dataDir: string;
  clock: () => Date;
  log: Log;
}

/**
 * Opens the files of a register with its data key, after what a crash, an older program or a key change left unfinished was brought
 * to its end: encrypted, under the present key, migrated, derived tables rebuilt, erasures applied again.
 *
 * Raises registerBusy, registerDamaged, registerTooNew, diskFull.
 */
export async function openFiles(
  { dataDir, log, clock }: OpeningOptions,
  file: string,
  dataKey: Buffer,
): Promise<OpenFiles> {
  const databaseKey = deriveKey(dataKey, 'database');
  if (describeRegisterFile(file) === 'plain') {
    // The database last: as long as it is plain, all is looked at again.
    sealPlainFiles(dataDir, dataKey);
    encryptDatabase(file, databaseKey, path.join(dataDir, PLAIN_REGISTER_FILE));
    log({ level: 'info', message: 'the register was encrypted' });
  }
  finishKeyChange(dataDir, file, dataKey);
  const writer = openWriter(file, databaseKey);
  try {
    if (needsMigration(writer))
      await backUpBeforeMigration({ dataDir, file, databaseKey, at: clock().toISOString(), log });
    await migrate(writer, replayParked);
    if (!(await areDerivedTablesCurrent(writer.kysely)))
      await writer.kysely.transaction().execute((transaction) => rebuildDerivedTables(transaction));
    await settleInstallation(writer.kysely, { dataDir, dataKey, log, now: clock().toISOString() });
    // A backup that was put back knows of no erasure after it.
    const forgotten = await reapplyErasures(writer.kysely, dataDir, clock().toISOString());
    if (forgotten > 0) log({ level: 'info', message: 'erasures were applied again', count: forgotten });
    if ((await findInstallation(writer.kysely))?.role === 'office') await createOfficeIndexes(writer.kysely);
    return { dataKey, databaseKey, writer, reader: openReader(file, databaseKey) };
  } catch (error) {
    writer.close();
    throw error;
  }
}

/** Brings every file under the present data key, where a change of it has begun. Raises registerBusy, registerDamaged. */
function finishKeyChange(dataDir: string, file: string, to: Buffer): void {
  const vault = findVaultFile(dataDir);
  const from = findFormerDataKey(vault, to);
  if (!vault || !from) return;
  if (describeRegisterFile(file) === 'encrypted')
    rekeyDatabase(file, { from: deriveKey(from, 'database'), to: deriveKey(to, 'database') });
  resealFiles(dataDir, { from, to });
  writeVaultFile(dataDir, endKeyChange(vault));
}
