/** Is this a file of ours? By its first bytes, whatever its name; only of a zip the name says it. */
import { FILE_ENDING, isBundle } from '../sync/files/bundle.ts';
import { FileRefused } from '../sync/files/file-refused.ts';
import { MAGIC, type OuterHeader, readOuterHeader } from '../sync/files/outer-header.ts';

/**
 * The outer header; `bundle`: several of ours in one; `tooNew`: ours, of a program that is newer than this one; `malformed`: it begins like ours, and its header is
 * none; undefined: not ours.
 */
export type Recognised = OuterHeader | 'bundle' | 'tooNew' | 'malformed' | undefined;

export function recogniseFile(head: Uint8Array, name = ''): Recognised {
  if (name.endsWith(FILE_ENDING) && isBundle(head)) return 'bundle';
  try {
    return readOuterHeader(head).header;
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    if (error.reason === 'tooNew') return 'tooNew';
    return Buffer.from(head.subarray(0, MAGIC.length)).toString('latin1') === MAGIC ? 'malformed' : undefined;
  }
}
