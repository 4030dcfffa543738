/**
 * Guards the way into .xlsx and .ods: reads the zip's directory before anything is unpacked, refuses what would
 * grow beyond bounds, and repacks (stored, without pictures, macros and blank cells) what the spreadsheet library
 * shall see. Sizes that the directory states are not trusted: unpacking stops at the limit.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { Problem } from '../../shared/problems.ts';
import { dropBlanks } from './drop-blanks.ts';

export interface ZipLimits {
  /** All parts that are read, unpacked. */
  readonly unpackedBytes: number;
  readonly entries: number;
}

export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
  readonly checksum: number;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;

/** The directory of a zip. Raises fileDamaged when there is none, fileTooLarge when it is absurd. */
export function listZip(bytes: Buffer, limits: ZipLimits): ZipEntry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > limits.entries) throw new Problem('fileTooLarge', { limitMegabytes: toMegabytes(limits.unpackedBytes) });
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryMark) throw new Problem('fileDamaged');
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes
        .toString('utf8', at + 46, at + 46 + nameLength)
        .replaceAll('\\', '/')
        .replace(/^\/+/, ''),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) !== 0,
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      unpackedBytes: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
      checksum: bytes.readUInt32LE(at + 16),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - 65_557);
  for (let at = bytes.length - 22; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) === endMark) return at;
  }
  throw new Problem('fileDamaged');
}

/** Deflate makes nothing more than so many times smaller. */
const largestRatio = 1032;

/** One entry's content, in a buffer of its own, at most `limit` bytes. */
export function unpackEntry(bytes: Buffer, entry: ZipEntry, limit: number): Buffer {
  const tooLarge = new Problem('fileTooLarge', { limitMegabytes: toMegabytes(limit) });
  if (entry.unpackedBytes > limit) throw tooLarge;
  const local = entry.offset;
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localMark) throw new Problem('fileDamaged');
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + entry.packedBytes);
  if (packed.length < entry.packedBytes) throw new Problem('fileDamaged');
  let content: Buffer;
  if (entry.method !== 8) content = Buffer.from(packed);
  else {
    // In one piece of the stated size, if that is true: pieces would be joined, and be in memory twice.
    const chunkSize = Math.max(64, Math.min(entry.unpackedBytes + 1, packed.length * largestRatio));
    try {
      content = inflateRawSync(packed, { maxOutputLength: Math.max(1, limit), chunkSize });
    } catch (error) {
      throw error instanceof RangeError ? tooLarge : new Problem('fileDamaged');
    }
  }
  if ((entry.method !== 0 && entry.method !== 8) || crc32(content) !== entry.checksum) throw new Problem('fileDamaged');
  return content;
}

/** Pictures, embedded files, macros, printer settings: kept by name, for the library looks for them, but emptied. */
const ballast =
  /^(?:xl\/(?:media|embeddings|printerSettings|activeX|ctrlProps|model|vbaProject)|customXml|Pictures|Thumbnails|Object|Basic|Scripts)|\.(?:png|jpe?g|gif|emf|wmf|bmp|tiff?|svg|wav|mp[34])$/i;

/** The parts that hold cells, as a new zip without compression. Raises fileTooLarge, fileDamaged. */
export function repackZip(bytes: Buffer, entries: readonly ZipEntry[], limits: ZipLimits): Buffer {
  let left = limits.unpackedBytes;
  const kept: { name: string; content: Buffer }[] = [];
  for (const entry of entries) {
    if (entry.name.endsWith('/')) continue;
    const content = ballast.test(entry.name) ? Buffer.alloc(0) : unpackEntry(bytes, entry, left);
    left -= content.length;
    kept.push({ name: entry.name, content: isLargeSheet(entry.name, content) ? withoutBlanks(content) : content });
  }
  return storeZip(kept);
}

function isLargeSheet(name: string, content: Buffer): boolean {
  return content.length >= 1 << 20 && /worksheets\/[^/]*\.xml$/i.test(name);
}

/** In its own small buffer, when little stays: the large one is let go of. */
function withoutBlanks(content: Buffer): Buffer {
  const kept = dropBlanks(content);
  return kept.length < content.length / 2 ? Buffer.from(kept) : kept;
}

/** A zip of these files, not compressed. */
export function storeZip(files: readonly { name: string; content: Buffer }[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content } of files) {
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const mark = Buffer.from([0x50, 0x4b, 3, 4]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, tail, nameBytes);
    pieces.push(mark, common, nameBytes, content);
    at += 30 + nameBytes.length + content.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endMark, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}

export function toMegabytes(sizeBytes: number): number {
  return Math.round(sizeBytes / (1 << 20));
}
