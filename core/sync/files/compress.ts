/** One zstd frame, bounded both ways. */
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { promisify } from 'node:util';
import { FileRefused } from './file-refused.ts';

/** The most that a payload may unpack to. */
export const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;
/** Within some percent of the highest level, at a fraction of its time. */
const LEVEL = 15;

const deflate = promisify(zstdCompress);
const inflate = promisify(zstdDecompress);

export async function compress(bytes: Uint8Array): Promise<Buffer> {
  return deflate(bytes, { params: { [constants.ZSTD_c_compressionLevel]: LEVEL }, pledgedSrcSize: bytes.length });
}

/** Throws FileRefused (malformed) for what is no frame or would become larger than allowed. */
export async function decompress(bytes: Uint8Array): Promise<Buffer> {
  try {
    return await inflate(bytes, { maxOutputLength: MOST_UNPACKED_BYTES });
  } catch (error) {
    throw new FileRefused('malformed', `cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`);
  }
}
