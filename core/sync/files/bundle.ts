/** Several files of docs/sync.md as one, for a person who carries them: a zip, stored, under the same ending as each of them. */
import { isProblem } from '../../../shared/problems.ts';
import { listZip, storeZip, unpackEntry } from '../../spreadsheets/unpack-zip.ts';
import { FileRefused } from './file-refused.ts';

/** Ending of every file that travels. */
export const FILE_ENDING = '.somay';
export const LARGEST_BUNDLE_BYTES = 256 * 1024 * 1024;
const MOST_ENTRIES = 2000;

/** By its first bytes: it is opened as ours where its name or a person says that it is. */
export function isBundle(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 2)).toString('latin1') === 'PK';
}

export function packBundle(files: readonly { name: string; content: Buffer }[]): Buffer {
  return storeZip(files);
}

/** The files in a bundle, in its order. Throws FileRefused (malformed) for what is none, or unpacks to more than any bundle has. */
export function unpackBundle(bytes: Buffer): Buffer[] {
  try {
    let left = LARGEST_BUNDLE_BYTES;
    return listZip(bytes, { unpackedBytes: LARGEST_BUNDLE_BYTES, entries: MOST_ENTRIES })
      .filter((entry) => entry.name.endsWith(FILE_ENDING))
      .map((entry) => {
        const content = unpackEntry(bytes, entry, left);
        left -= content.length;
        return content;
      });
  } catch (error) {
    if (isProblem(error)) throw new FileRefused('malformed', `a bundle: ${error.code}`);
    throw error;
  }
}
