/** Registers, backups and recoveries without a thread, for runs of many. */
import { fileURLToPath } from 'node:url';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { setUpInput } from '../../shared/contract/register.ts';
import { mirrorFiles, picturesFolder } from '../../core/backup/mirror-files.ts';
import { replaceRegister } from '../../core/backup/restore-backup.ts';
import { findDamageReport } from '../../core/backup/set-damaged-aside.ts';
import { stageBackup } from '../../core/backup/stage-backup.ts';
import { type MadeBackup, writeBackup } from '../../core/backup/write-backup.ts';
import type { RestoreResult } from '../../shared/contract/backups.ts';
import type { Register, RegisterOptions, Session } from '../../core/register.ts';
import { router } from '../../core/router.ts';
import { setUpRegister } from '../../core/services/set-up-register.ts';

export function optionsOf(dataDir: string): RegisterOptions {
  return {
    dataDir,
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    workerUrl: new URL('../../core/jobs/import-worker.ts', import.meta.url),
  };
}

/** Makes the register of a school; the client sits at its keyboard. */
export async function setUp(register: Register): Promise<RouterClient<typeof router>> {
  const school = { code: '17150501', name: 'Trường TH&THCS Chiềng Châu', schoolYear: '2026-2027' };
  const input = setUpInput.parse({ role: 'school', school, personName: 'Hà Thị Loan' });
  const session: Session = { personId: await setUpRegister(register, input) };
  return createRouterClient(router, { context: { register, session } });
}

export async function listPupils(register: Register): Promise<string[]> {
  const rows = await register.reader.selectFrom('students').select('fullName').execute();
  return rows.map(({ fullName }) => fullName).sort();
}

export async function backUpInto(register: Register, place: string): Promise<MadeBackup> {
  const { dataDir } = register.options;
  const at = new Date().toISOString();
  const job = {
    dataDir,
    key: register.databaseKey,
    place,
    reason: 'person' as const,
    at,
    program: '0',
    computer: 'PC',
  };
  const made = await writeBackup(job, () => undefined);
  mirrorFiles(dataDir, place, register.dataKey);
  return made;
}

export interface Recovery {
  backup: string;
  dataKey: Buffer;
  databaseKey: Buffer;
  /** The replica whose keys lie with what was set aside; null: the backup's keys are used. */
  presentReplica: string | null;
}

/** Recovers what {@link findDamageReport} tells of, as `backups.restore` does. */
export async function recover(register: Register, given: Recovery): Promise<RestoreResult> {
  const { dataDir } = register.options;
  const { backup, dataKey, databaseKey, presentReplica } = given;
  const present = findDamageReport(dataDir)?.folder ?? dataDir;
  const staged = 'restoring';
  const pictures = picturesFolder(dataKey);
  const manifest = await stageBackup(
    { dataDir, backup, key: databaseKey, staged, pictures, present, presentReplica },
    () => undefined,
  );
  const replacement = { staged, backup, dataKey, manifest, present, presentReplica, keepsLater: true };
  return replaceRegister(register, replacement, () => undefined);
}
