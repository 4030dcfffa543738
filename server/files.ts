/** Files that the command line is given and that it writes. */
import { constants, openAsBlob } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../shared/problems.ts';

/**
 * The file as a procedure takes it, read only when the procedure does, so that its size is checked first.
 * Raises fileNotFound { file }, fileNotReadable { file }.
 */
export async function openGivenFile(name: string): Promise<File> {
  const file = fromCallersFolder(name);
  try {
    await access(file, constants.R_OK);
    // A pipe or a device may never end.
    if (!(await stat(file)).isFile()) throw new Error('not a file');
    return new File([await openAsBlob(file)], path.basename(file));
  } catch (error) {
    throw new Problem(codeOf(error) === 'ENOENT' ? 'fileNotFound' : 'fileNotReadable', { file });
  }
}

/** Writes what a procedure answered; returns the whole path. Raises diskFull, fileNotWritable { file }. */
export async function writeGivenFile(name: string, content: File): Promise<string> {
  const file = fromCallersFolder(name);
  try {
    await writeFile(file, new Uint8Array(await content.arrayBuffer()));
    return file;
  } catch (error) {
    throw codeOf(error) === 'ENOSPC' ? new Problem('diskFull') : new Problem('fileNotWritable', { file });
  }
}

/** A path as the caller meant it: npm runs scripts in the package's folder and says where it was called. */
export function fromCallersFolder(name: string): string {
  const isOurScript = process.env['npm_lifecycle_event'] === 'so-may';
  return path.resolve((isOurScript ? process.env['INIT_CWD'] : undefined) ?? '.', name);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
