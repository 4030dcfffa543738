/** Is this a file of ours? By its first bytes, whatever its name. */
import { FileRefused } from '../sync/files/file-refused.ts';
import { type OuterHeader, readOuterHeader } from '../sync/files/outer-header.ts';

/** The outer header; `tooNew`: ours, of a program that is newer than this one; undefined: not ours. */
export type Recognised = OuterHeader | 'tooNew' | undefined;

export function recogniseFile(head: Uint8Array): Recognised {
  try {
    return readOuterHeader(head).header;
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return error.reason === 'tooNew' ? 'tooNew' : undefined;
  }
}
