/** Looks through `so-may/` of a stick or share for files of ours: by first bytes, never by name, and within bounds. */
import path from 'node:path';
import { HEAD_BYTES } from '../sync/files/outer-header.ts';
import { type Disk, readHead, retryWhileHeld } from './carrier-files.ts';
import { MOST_FILES_LOOKED_AT } from './file-limits.ts';
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

/** Yields what is ours under a `so-may` folder, one level of folders deep. A missing folder yields nothing. */
export async function* scanFolder(
  folder: string,
  known: KnownHeads,
  files: Disk,
  signal: AbortSignal,
): AsyncGenerator<FoundFile> {
  let looked = 0;
  for (const each of [folder, ...(await listFolders(folder, files))]) {
    for await (const file of listFiles(each, files)) {
      looked += 1;
      if (signal.aborted || looked > MOST_FILES_LOOKED_AT) return;
      const found = await look(file, known, files);
      if (found) yield found;
    }
  }
}

async function look(file: string, known: KnownHeads, files: Disk): Promise<FoundFile | undefined> {
  const { size, mtimeMs } = await files.lstat(file);
  const stamp = `${size} ${mtimeMs}`;
  const before = known.get(file);
  let header = before?.header;
  if (before?.stamp !== stamp) {
    header = size > 0 ? recogniseFile(await retryWhileHeld(() => readHead(file, HEAD_BYTES, files))) : undefined;
    if (known.size > 2 * MOST_FILES_LOOKED_AT) known.clear();
    known.set(file, { stamp, header });
  }
  return header && { path: file, stamp, sizeBytes: size, header };
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
