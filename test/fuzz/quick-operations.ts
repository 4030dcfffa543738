/**
 * What the core does on other threads, done here at once, because a history waits for each answer: zstd, at its cheapest level, and
 * X25519. The bytes are as good as any; only the waiting goes. To be imported before everything else: the core takes these functions when it is loaded.
 */
import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import zlib from 'node:zlib';

type Callback = (error: Error | null, result?: Buffer) => void;
type Zstd = (bytes: Uint8Array, options: zlib.ZstdOptions, callback: Callback) => void;

function atOnce(work: (bytes: Uint8Array, options: zlib.ZstdOptions) => Buffer): Zstd {
  return (bytes, options, callback) => {
    let result: Buffer;
    try {
      result = work(bytes, options);
    } catch (error) {
      callback(error as Error);
      return;
    }
    callback(null, result);
  };
}

const CHEAPEST = { [zlib.constants.ZSTD_c_compressionLevel]: 1 };
Object.assign(zlib, {
  zstdCompress: atOnce((bytes, options) => zlib.zstdCompressSync(bytes, { ...options, params: CHEAPEST })),
  zstdDecompress: atOnce((bytes, options) => zlib.zstdDecompressSync(bytes, options)),
});
syncBuiltinESMExports();

const MOST_KEYS = 500;
const keys = new Map<string, KeyObject>();
const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');

function importKey(format: string, bytes: Uint8Array): KeyObject {
  const name = `${format} ${Buffer.from(bytes).toString('base64')}`;
  const known = keys.get(name);
  if (known) return known;
  const key =
    format === 'pkcs8'
      ? createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' })
      : createPublicKey({ key: Buffer.concat([SPKI_PREFIX, bytes]), format: 'der', type: 'spki' });
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(name, key);
  return key;
}

/** Only X25519 comes this way: age-encryption computes everything else itself. */
Object.defineProperties(globalThis.crypto.subtle, {
  importKey: { value: async (format: string, bytes: Uint8Array) => importKey(format, bytes) },
  deriveBits: {
    value: async ({ public: publicKey }: { public: KeyObject }, privateKey: KeyObject) =>
      new Uint8Array(diffieHellman({ privateKey, publicKey })).buffer,
  },
});
