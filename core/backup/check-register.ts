/** Looks whether files are still what they should be; runs in the thread for backups. */
import { Problem } from '../../shared/problems.ts';
import { findDamage, openCopy } from '../database/sqlite/copy-database.ts';
import { verifyJournal } from '../journal/verify.ts';
import { checkBackup, type StageJob } from './stage-backup.ts';

/** What SQLite finds wrong with a register that may be in use; empty: nothing. A file that cannot be read at all is told as one line. */
export function checkPages({ file, key }: { file: string; key: Uint8Array }): string[] {
  try {
    const database = openCopy(file, Buffer.from(key));
    try {
      return findDamage(database, 'quick');
    } finally {
      database.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)) return [code];
    throw error;
  }
}

/**
 * The silent test of a backup: opened like a register, its hash, pages and chains checked, every table rebuilt from its journal and compared.
 *
 * Raises backupNotFound, backupDamaged, backupTooNew { folder }.
 */
export async function testBackup(job: Pick<StageJob, 'backup' | 'key'>): Promise<void> {
  await checkBackup(job, () => undefined);
  const copy = openCopy(`${job.backup}/so-may.sqlite`, Buffer.from(job.key));
  try {
    const report = await verifyJournal(copy.kysely, async () => undefined);
    const [fault] = report.faults;
    if (fault)
      throw new Problem('backupDamaged', { folder: job.backup, reason: `${fault.kind} ${fault.record ?? ''}` });
  } finally {
    copy.close();
  }
}
