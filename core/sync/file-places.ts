/** Where files lie in the data folder, and what they are called (docs/sync.md "Where the files go"). */
import { mkdirSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../shared/problems.ts';
import { writeFileSafely } from '../host/write-file-safely.ts';
import type { Register } from '../register.ts';
import { HEAD_BYTES } from './files/outer-header.ts';

/** `<code or owner>-<replica>-<first>-<last>.somay`: a hint for people, never trusted. */
export function packageName(side: string, replica: string, first: number, last: number): string {
  return `${side.replace(/[^0-9A-Za-z.]/g, '') || 'so'}-${replica}-${first}-${last}.somay`;
}

export function inboxFile(id: string): string {
  return `inbox/${id}.somay`;
}

/** Files sealed to one peer alone. */
export function peerFile(peer: string, name: string): string {
  return `outbox/${peer}/${name}`;
}

/** Writes a file of the data folder, whole or not at all. Raises diskFull, folderReadOnly, registerBusy. */
export function writeInData(register: Register, file: string, bytes: Uint8Array): void {
  const whole = path.join(register.options.dataDir, file);
  try {
    mkdirSync(path.dirname(whole), { recursive: true });
    writeFileSafely(whole, bytes);
  } catch (error) {
    throw toFolderProblem(error);
  }
}

/** The file's bytes; undefined when somebody removed it. */
export async function findFile(register: Register, file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path.join(register.options.dataDir, file));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Enough of the file for its outer header; undefined when somebody removed it. */
export async function readHeadOf(register: Register, file: string): Promise<Buffer | undefined> {
  try {
    const handle = await open(path.join(register.options.dataDir, file));
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes a file or folder of the data folder; none there is no failure. */
export async function removeFile(register: Register, file: string): Promise<void> {
  await rm(path.join(register.options.dataDir, file), { force: true, recursive: true });
}

function toFolderProblem(error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Problem('diskFull');
  if (code === 'EBUSY' || code === 'ETXTBSY') return new Problem('registerBusy');
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return new Problem('folderReadOnly');
  return error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
