/** Files on a disk that may vanish, lie or be held by another program: written whole and verified, read within bounds. */
import { constants } from 'node:fs';
import * as disk from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Problem } from '../../shared/problems.ts';

/** The operations of the disk that carriers use: the real ones, unless a simulated disk stands in. */
export type Disk = Pick<
  typeof disk,
  'lstat' | 'mkdir' | 'open' | 'opendir' | 'readFile' | 'readdir' | 'rename' | 'rm' | 'stat'
>;

export const realDisk: Disk = disk;

/** An antivirus looks into a new file for a moment; then it lets go. In milliseconds. */
const BUSY_RETRY_MS = [50, 100, 200, 400, 800];
const BUSY_CODES = new Set(['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY', 'EMFILE']);

const PROBLEMS: readonly (readonly [RegExp, string])[] = [
  [/^(ENOSPC|EDQUOT|EFBIG)$/, 'folderFull'],
  [/^(EROFS|EACCES|EPERM)$/, 'folderWriteProtected'],
  [/^(EBUSY|ETXTBSY|EMFILE)$/, 'folderFileHeld'],
  [/^(ENOENT|ENOTDIR|EIO|ENODEV|ENXIO|ESTALE|ENOTCONN|EHOSTDOWN|EHOSTUNREACH|ETIMEDOUT|UNKNOWN)$/, 'folderGone'],
];

/** The Problem that stands for a failure of a stick or share; anything else comes back as it was. */
export function toFolderProblem(error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof Problem || code === undefined) return error;
  const known = PROBLEMS.find(([pattern]) => pattern.test(code));
  return known ? new Problem(known[1], { reason: code }) : error;
}

/** Runs again what another program's grip stopped; five times, within two seconds. */
export async function retryWhileHeld<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const wait of BUSY_RETRY_MS) {
    try {
      return await work();
    } catch (error) {
      if (!BUSY_CODES.has(codeOf(error) ?? '')) throw error;
      await setTimeout(wait);
    }
  }
  return work();
}

/** Reads at most `bytes` from the beginning of a plain file, never following a link out of the folder. */
export async function readHead(file: string, bytes: number, files: Disk = realDisk): Promise<Buffer> {
  const handle = await files.open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file so that it is there whole or not at all: temporary name, fsync, rename, read back and compared.
 * Several programs may write the same name: each its own temporary one, and the content is the same.
 *
 * Raises folderFakeCapacity { file } when what is read back differs; failures of the disk stay as they are.
 */
export async function writeVerified(
  folder: string,
  name: string,
  bytes: Buffer,
  writer: string,
  files: Disk = realDisk,
): Promise<void> {
  await files.mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `${name}.${writer}.part`);
  const file = path.join(folder, name);
  try {
    await retryWhileHeld(() => writeDurably(temporary, bytes, files));
    await retryWhileHeld(() => files.rename(temporary, file));
  } catch (error) {
    await files.rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  const readBack = await retryWhileHeld(() => files.readFile(file));
  if (readBack.equals(bytes)) return;
  await files.rm(file, { force: true }).catch(() => undefined);
  throw new Problem('folderFakeCapacity', { file: name });
}

async function writeDurably(file: string, bytes: Buffer, files: Disk): Promise<void> {
  const handle = await files.open(file, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
