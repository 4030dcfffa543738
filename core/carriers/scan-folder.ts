/** Looks through a stick or share for files of ours: under `so-may/` by first bytes, whatever the name, beside it by the name; within bounds. */
import path from 'node:path';
import { Problem } from '../../shared/problems.ts';
import { FILE_ENDING } from '../sync/files/bundle.ts';
import { HEAD_BYTES } from '../sync/files/outer-header.ts';
import { type Disk, readHead, retryWhileHeld } from './carrier-files.ts';
import { FOLDER_LIMITS } from './file-limits.ts';
import { type Recognised, recogniseFile } from './recognise-file.ts';

/** A file whose first bytes say that it is ours. */
export interface FoundFile {
  path: string;
  /** Size and time of last change: the same stamp means the same file. */
  stamp: string;
  sizeBytes: number;
  header: NonNullable<Recognised>;
}

/** Heads read before, by path: a folder with thousands of other files is read once, not at every look. */
export type KnownHeads = Map<string, { stamp: string; header: Recognised }>;

/**
 * Yields what is ours under `so-may`, one level of folders deep, and what a person put beside it under its name. A missing folder yields nothing.
 *
 * Raises folderCrowded { files } after all that it looks at, when there are more.
 */
export async function* scanFolder(
  { place, folder }: { place: string; folder: string },
  known: KnownHeads,
  files: Disk,
  signal: AbortSignal,
  limits = FOLDER_LIMITS,
): AsyncGenerator<FoundFile> {
  // Names that have come and gone.
  if (known.size > limits.files) known.clear();
  let [looked, opened] = [0, 0];
  const carried = path.join(place, folder);
  for (const each of [place, carried, ...(await listFolders(carried, files))]) {
    for await (const file of listFiles(each, files)) {
      if (each === place && !file.endsWith(FILE_ENDING)) continue;
      if (signal.aborted) return;
      looked += 1;
      if (looked > limits.files) throw new Problem('folderCrowded', { files: limits.files });
      const found = await look(file, known, files, opened < limits.newFiles);
      if (found.isOpened) opened += 1;
      if (found.file) yield found.file;
    }
  }
}

/** What was looked at before is not opened again; what was not is opened when it may be. */
async function look(
  file: string,
  known: KnownHeads,
  files: Disk,
  mayOpen: boolean,
): Promise<{ isOpened: boolean; file?: FoundFile | undefined }> {
  const { size, mtimeMs } = await files.lstat(file);
  const stamp = `${size} ${mtimeMs}`;
  const before = known.get(file);
  let header = before?.header;
  const isNew = before?.stamp !== stamp;
  if (isNew) {
    if (!mayOpen) return { isOpened: false };
    header =
      size > 0
        ? recogniseFile(await retryWhileHeld(() => readHead(file, HEAD_BYTES, files)), path.basename(file))
        : undefined;
    known.set(file, { stamp, header });
  }
  return { isOpened: isNew, file: header && { path: file, stamp, sizeBytes: size, header } };
}

async function listFolders(folder: string, files: Disk): Promise<string[]> {
  try {
    const entries = await files.readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(folder, entry.name))
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Plain files only: a link or a pipe on a stranger's stick is not opened. */
async function* listFiles(folder: string, files: Disk): AsyncGenerator<string> {
  try {
    for await (const entry of await files.opendir(folder)) {
      if (entry.isFile() && !entry.name.endsWith('.part')) yield path.join(folder, entry.name);
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
