/** What lies beside a backup and grows with the register: the packages since, and the pictures of signed papers. Copied when missing, never twice. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { hash } from 'node:crypto';
import { PARTIAL } from '../host/write-file-safely.ts';
import { ERASED_FILE } from '../register-files.ts';
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
  let copied = 0;
  try {
    for (const [from, to] of mirrored) {
      const source = path.join(dataDir, from);
      const target = path.join(place, to);
      for (const name of listFiles(source)) {
        const size = statSync(path.join(source, name), { throwIfNoEntry: false })?.size;
        if (size === undefined || statSync(path.join(target, name), { throwIfNoEntry: false })?.size === size) continue;
        mkdirSync(target, { recursive: true });
        copyWhole(path.join(source, name), path.join(target, name));
        copied += 1;
      }
    }
    copied += mirrorErased(dataDir, place);
    return copied;
  } catch (error) {
    throw toBackupProblem(error, place);
  }
}

/** Packages of a register, beside its backups. */
export const PACKAGES_FOLDER = 'packages';

/** True when somebody was erased since files were last mirrored to this place. */
export function lacksErasures(dataDir: string, place: string): boolean {
  const size = statSync(path.join(dataDir, ERASED_FILE), { throwIfNoEntry: false })?.size;
  return size !== undefined && (statSync(path.join(place, ERASED_FILE), { throwIfNoEntry: false })?.size ?? 0) < size;
}

/** It only grows, and makes a backup on a PC without a register forget again what was erased after it. It comes when the packages there have lost it. */
function mirrorErased(dataDir: string, place: string): number {
  if (!lacksErasures(dataDir, place)) return 0;
  copyWhole(path.join(dataDir, ERASED_FILE), path.join(place, ERASED_FILE));
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
