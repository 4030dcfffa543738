/** A backup brought into the data folder, checked, under a name of its own: ready to take the register's place. Runs in the thread for backups. */
import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  createReadStream,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackupProgress } from '../../shared/contract/backups.ts';
import { Problem } from '../../shared/problems.ts';
import { SCHEMA_VERSION } from '../database/migrations/migrations.ts';
import { setReplica } from '../database/sqlite/copy-database.ts';
import { toDatabaseProblem } from '../database/sqlite/database-problem.ts';
import { joinErasedLists, readErasedList, writeErasedList } from '../sync/erased-list.ts';
import { type BackupManifest, readManifest } from './manifest.ts';
import { checkCopy, flush, KEY_FILES } from './write-backup.ts';

const REGISTER_FILE = 'so-may.sqlite';

export interface StageJob {
  dataDir: string;
  /** Folder of the backup. */
  backup: string;
  /** Opens the backup's file, 32 bytes. */
  key: Uint8Array;
  /** Name of the new folder in the data folder. */
  staged: string;
  /** Folder beside the backup with the pictures that its key opens. */
  pictures: string;
  /** Where the present register's keys and pictures lie: the data folder, or that in which a damaged one was set aside. */
  present: string;
  /**
   * What the present register's keys are for, when they are of the same owner, can be read, and hang on the same data key: then they
   * stay, with passphrases that were changed since.
   */
  presentReplica: string | null;
}

/**
 * Checks that a backup is what its manifest says: length, hash, pages, chains.
 *
 * Raises backupNotFound, backupDamaged, backupTooNew { folder }.
 */
export async function checkBackup(
  { backup, key }: Pick<StageJob, 'backup' | 'key'>,
  tell: (phase: BackupProgress['phase']) => void,
): Promise<BackupManifest> {
  tell('checking');
  const manifest = findBackup(backup);
  const file = path.join(backup, REGISTER_FILE);
  if ((await hashOf(file)) !== manifest.sha256) throw new Problem('backupDamaged', { folder: backup });
  try {
    await checkCopy(file, Buffer.from(key), () => tell('chains'));
  } catch (error) {
    const known = toDatabaseProblem(error);
    throw known instanceof Problem ? new Problem('backupDamaged', { folder: backup, reason: known.code }) : error;
  }
  return manifest;
}

/** The manifest of a backup that this program can read. Raises backupNotFound, backupDamaged, backupTooNew { folder }. */
export function findBackup(folder: string): BackupManifest {
  const manifest = readManifest(folder);
  const file = path.join(folder, REGISTER_FILE);
  // Also false for a name that no file system takes.
  if (!existsSync(file)) throw new Problem('backupNotFound', { folder });
  if (manifest?.sizeBytes !== statSync(file).size) throw new Problem('backupDamaged', { folder });
  if (manifest.schema > SCHEMA_VERSION) throw new Problem('backupTooNew', { folder });
  return manifest;
}

/** Copies a checked backup into the data folder, with the pictures that are here or beside it. Raises diskFull, folderReadOnly, registerBusy. */
export async function stageBackup(
  job: StageJob,
  tell: (phase: BackupProgress['phase']) => void,
): Promise<BackupManifest> {
  const manifest = await checkBackup(job, tell);
  tell('copying');
  const { dataDir, backup, staged, present, presentReplica } = job;
  const target = path.join(dataDir, staged);
  try {
    clearStaged(dataDir);
    mkdirSync(target, { mode: 0o700 });
    copyFlushed(path.join(backup, REGISTER_FILE), path.join(target, REGISTER_FILE));
    for (const name of KEY_FILES) {
      const isKept = presentReplica !== null && existsSync(path.join(present, name));
      copyTree(path.join(isKept ? present : backup, name), path.join(target, name));
    }
    if (presentReplica !== null) shareTree(path.join(present, 'attachments'), path.join(target, 'attachments'));
    shareTree(path.join(path.dirname(backup), job.pictures), path.join(target, 'attachments'));
    const erased = joinErasedLists(readErasedList(dataDir), readErasedList(path.dirname(backup)));
    if (erased.subjects.length > 0) writeErasedList(target, erased);
    // What was copied is what was checked.
    if ((await hashOf(path.join(target, REGISTER_FILE))) !== manifest.sha256)
      throw new Problem('backupDamaged', { folder: backup });
    // With keys of a replica that came after the backup, the opening would take that one up again, and write its numbers twice.
    if (presentReplica !== null) setReplica(path.join(target, REGISTER_FILE), Buffer.from(job.key), presentReplica);
    return manifest;
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    throw toDatabaseProblem(error);
  }
}

async function hashOf(file: string): Promise<string> {
  const sha256 = createHash('sha256');
  await pipeline(createReadStream(file), sha256);
  return sha256.digest('hex');
}

/** Copies a file or a folder with all that is in it, onto the disk; nothing where there is none. */
export function copyTree(from: string, to: string): void {
  if (!existsSync(from)) return;
  if (!statSync(from).isDirectory()) return copyFlushed(from, to);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from)) copyTree(path.join(from, name), path.join(to, name));
}

function copyFlushed(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL);
  flush(to);
}

/** Pictures are never rewritten: both registers may have the very same file. */
export function shareTree(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const target = path.join(to, entry.name);
    if (!entry.isFile() || existsSync(target)) continue;
    try {
      linkSync(path.join(from, entry.name), target);
    } catch {
      // Another disk, or one that knows no links.
      copyFlushed(path.join(from, entry.name), target);
    }
  }
}

/** Removes what restores and recoveries left that were ended before the swap, a day ago or more. */
export function clearStaged(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (!/^(restoring|recovering)-\d/.test(name)) continue;
    const left = path.join(dataDir, name);
    const { mtimeMs } = statSync(left, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
    if (mtimeMs < Date.now() - 24 * 3600_000) rmSync(left, { recursive: true, force: true });
  }
}
