/** What lies beside a backup and grows with the register: the packages since, and the pictures of signed papers. Copied when missing, never twice. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { hash } from 'node:crypto';
import { PARTIAL } from '../host/write-file-safely.ts';
import { attachmentFile } from '../register-files.ts';
import { joinErasedLists, namesAllOf, readErasedList, writeErasedList } from '../sync/erased-list.ts';
import { deriveKey } from '../vault/derive-key.ts';
import { toBackupProblem } from './backup-problem.ts';
import { flush } from './write-backup.ts';

/**
 * Folder beside the backups for pictures of papers that this data key seals: after a new key they are other files of the same names.
 */
export function picturesFolder(dataKey: Uint8Array): string {
  return path.join('attachments', hash('sha256', deriveKey(dataKey, 'attachments'), 'hex').slice(0, 8));
}

/**
 * Copies what the place lacks; returns how many files. Nothing is taken away there. A name with its size stands for the content:
 * only an erasure rewrites a file.
 *
 * Raises backupPlaceFull, backupPlaceReadOnly, backupPlaceMissing, backupPlaceBusy { place }.
 */
export function mirrorFiles(dataDir: string, place: string, dataKey: Uint8Array): number {
  const mirrored = [
    ['outbox', PACKAGES_FOLDER],
    ['inbox', PACKAGES_FOLDER],
    ['attachments', picturesFolder(dataKey)],
  ] as const;
  const failures: unknown[] = [];
  let copied = 0;
  for (const [from, to] of mirrored) {
    const source = path.join(dataDir, from);
    const target = path.join(place, to);
    for (const name of listFiles(source)) {
      // One that cannot be read keeps none of the others from being copied.
      try {
        if (mirrorFile(path.join(source, name), path.join(target, name))) copied += 1;
      } catch (error) {
        failures.push(error);
      }
    }
  }
  try {
    removeErasedPictures(dataDir, place);
    if (failures.length === 0) copied += mirrorErased(dataDir, place);
  } catch (error) {
    failures.push(error);
  }
  if (failures.length > 0) throw toBackupProblem(failures[0], place);
  return copied;
}

/** True when it was copied: it was not there, or was another one. */
function mirrorFile(from: string, to: string): boolean {
  const size = statSync(from, { throwIfNoEntry: false })?.size;
  if (size === undefined || statSync(to, { throwIfNoEntry: false })?.size === size) return false;
  mkdirSync(path.dirname(to), { recursive: true });
  copyWhole(from, to);
  return true;
}

/** Pictures that went with somebody who was erased, under whatever key they were sealed; not one that is used again. */
function removeErasedPictures(dataDir: string, place: string): void {
  const pictures = readErasedList(dataDir).pictures.filter(
    (sha256) => !existsSync(path.join(dataDir, attachmentFile(sha256))),
  );
  const folder = path.join(place, 'attachments');
  if (pictures.length === 0 || !existsSync(folder)) return;
  for (const key of readdirSync(folder))
    for (const sha256 of pictures) rmSync(path.join(folder, key, sha256), { force: true });
}

/** Packages of a register, beside its backups. */
export const PACKAGES_FOLDER = 'packages';

/** True when somebody was erased since files were last mirrored to this place. */
export function lacksErasures(dataDir: string, place: string): boolean {
  return !namesAllOf(readErasedList(place), readErasedList(dataDir));
}

/** It makes a backup on a PC without a register forget again what was erased after it. It comes when the packages and pictures there have lost it. */
function mirrorErased(dataDir: string, place: string): number {
  if (!lacksErasures(dataDir, place)) return 0;
  writeErasedList(place, joinErasedLists(readErasedList(dataDir), readErasedList(place)));
  return 1;
}

/** Under a temporary name first; a file that is gone meanwhile is none. */
function copyWhole(from: string, to: string): void {
  const partial = to + PARTIAL;
  try {
    copyFileSync(from, partial);
    flush(partial);
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { force: true });
    if (existsSync(from)) throw error;
  }
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(PARTIAL))
    .map((entry) => entry.name);
}
