/** zstd in bounds. */
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { FileRefused } from './file-refused.ts';

const UNPACKED_BYTES = 64 * 1_048_576;
const LEVEL = 15;

/** One zstd frame. Content over 64 MiB would be read by nobody: a bug of the caller. */
export async function compress(bytes: Uint8Array): Promise<Buffer> {
  if (bytes.length > UNPACKED_BYTES) throw new RangeError('content of a file over 64 MiB');
  return promisify(zstdCompress)(bytes, { params: { [constants.ZSTD_c_compressionLevel]: LEVEL } });
}

/** At most 64 MiB. Throws FileRefused('malformed') for more, or for what is no zstd. */
export async function decompress(bytes: Uint8Array): Promise<Buffer> {
  try {
    return await promisify(zstdDecompress)(bytes, { maxOutputLength: UNPACKED_BYTES });
  } catch {
    throw new FileRefused('malformed');
  }
}
