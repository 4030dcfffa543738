/** What a page says of the backups of a register, and where they go. */
import { existsSync, mkdirSync } from 'node:fs';
import type { Backup, BackupStatus } from '../../shared/contract/backups.ts';
import { listSticks } from '../carriers/stick-places.ts';
import type { Register } from '../register.ts';
import { BackupKeeper } from './backup-keeper.ts';
import { markStick, readBackupState, saveBackupState, usualFolder } from './backup-places.ts';
import { checkWholePath, toBackupProblem } from './backup-problem.ts';
import { ageInDays, findUrgency } from './due-backup.ts';
import { listBackupsAt } from './list-backups.ts';

/** Every backup at the places that are there, newest first; also those of other PCs of this side, and of any register on a PC that has none. */
export async function listBackups(register: Register): Promise<Backup[]> {
  return listBackupsAt(await register.part(BackupKeeper).places()).map(({ backup }) => backup);
}

/** Raises registerNotSetUp. */
export async function getBackupStatus(register: Register): Promise<BackupStatus> {
  const { dataDir, clock } = register.options;
  const keeper = register.part(BackupKeeper);
  const state = readBackupState(dataDir);
  const { createdAt, isTrial } = await register.getInstallation();
  const places = await keeper.places();
  const newest = listBackupsAt(places).find(({ backup }) => backup.health === 'sound')?.manifest;
  const hasChanged = await keeper.hasChangedSince(newest);
  const ageDays = ageInDays(newest?.at ?? null, clock());
  return {
    places: places.map((place) => ({ ...place, problem: state.problems[place.kind] })),
    newestAt: newest?.at ?? null,
    ageDays,
    urgency: isTrial === 1 ? 'none' : findUrgency(ageDays, hasChanged, ageInDays(createdAt, clock()) ?? 0),
    hasChanged,
    testedAt: state.testedAt,
    testProblem: state.testProblem,
    damagedAt: state.damagedAt,
    folderSetting: state.folder,
    usualFolder: usualFolder(),
    sticks: await listSticks(),
    hasStick: state.stickId !== null,
  };
}

/** Where backups go from now on. Raises registerNotSetUp, backupPlaceMissing, backupPlaceReadOnly, backupPlaceFull { place }. */
export async function savePlaces(
  register: Register,
  given: { folder?: string | null | undefined; stick?: string | null | undefined },
): Promise<BackupStatus> {
  const { dataDir } = register.options;
  if (given.folder !== undefined) {
    if (given.folder !== null) makeUsable(given.folder);
    saveBackupState(dataDir, { folder: given.folder });
  }
  if (given.stick !== undefined) saveBackupState(dataDir, { stickId: given.stick === null ? null : mark(given.stick) });
  return getBackupStatus(register);
}

function mark(stick: string): string {
  checkWholePath(stick);
  try {
    return markStick(stick);
  } catch (error) {
    throw toBackupProblem(error, stick);
  }
}

/** A folder that cannot be made is refused now, not when the first backup is due. */
function makeUsable(folder: string): void {
  checkWholePath(folder);
  if (existsSync(folder)) return;
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw toBackupProblem(error, folder);
  }
}
