/** Is this a file of ours? By its first bytes, whatever its name. */
import { FileRefused } from '../sync/files/file-refused.ts';
import { MAGIC, type OuterHeader, readOuterHeader } from '../sync/files/outer-header.ts';

/**
 * The outer header; `tooNew`: ours, of a program that is newer than this one; `malformed`: it begins like ours, and its header is
 * none; undefined: not ours.
 */
export type Recognised = OuterHeader | 'tooNew' | 'malformed' | undefined;

export function recogniseFile(head: Uint8Array): Recognised {
  try {
    return readOuterHeader(head).header;
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    if (error.reason === 'tooNew') return 'tooNew';
    return Buffer.from(head.subarray(0, MAGIC.length)).toString('latin1') === MAGIC ? 'malformed' : undefined;
  }
}
