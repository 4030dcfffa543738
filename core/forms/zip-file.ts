/**
 * Reads and replaces single entries of a small ZIP archive (an .xlsx is one), leaving the others byte for byte. For archives that
 * a program wrote a moment ago or that exceljs has already accepted: no ZIP64, no encryption.
 */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

type Entry = { name: string; method: number; flags: number; crc: number; size: number; data: Buffer; time: number };

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;

/** Entries in the order of the central directory, still compressed. Throws when it is no such archive. */
function readEntries(archive: Buffer): Entry[] {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error('not a ZIP archive');
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== centralSignature) throw new Error('damaged ZIP archive');
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      flags: archive.readUInt16LE(at + 8),
      method: archive.readUInt16LE(at + 10),
      time: archive.readUInt32LE(at + 12),
      crc: archive.readUInt32LE(at + 16),
      size: archive.readUInt32LE(at + 24),
      data: archive.subarray(start, start + archive.readUInt32LE(at + 20)),
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function writeEntries(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    // The part that both headers share: version needed … length of extra fields.
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(entry.flags & ~0x0008, 2);
    shared.writeUInt16LE(entry.method, 4);
    shared.writeUInt32LE(entry.time, 6);
    shared.writeUInt32LE(entry.crc, 10);
    shared.writeUInt32LE(entry.data.length, 14);
    shared.writeUInt32LE(entry.size, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(localSignature);
    const central = Buffer.alloc(6);
    central.writeUInt32LE(centralSignature, 0);
    central.writeUInt16LE(20, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    files.push(local, shared, name, entry.data);
    directory.push(central, shared, tail, name);
    offset += 30 + name.length + entry.data.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endSignature, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}

/** The text of the entry `name`, undefined when there is none. Throws when `archive` is no ZIP archive. */
export function readZipText(archive: Uint8Array, name: string): string | undefined {
  const entry = readEntries(Buffer.from(archive.buffer, archive.byteOffset, archive.length)).find(
    (found) => found.name === name,
  );
  if (!entry) return undefined;
  return (entry.method === 0 ? entry.data : inflateRawSync(entry.data)).toString('utf8');
}

/** The archive with the text of the entry `name` replaced by what `change` makes of it. */
export function changeZipText(archive: Uint8Array, name: string, change: (text: string) => string): Uint8Array {
  const entries = readEntries(Buffer.from(archive.buffer, archive.byteOffset, archive.length));
  const changed = entries.map((entry) => {
    if (entry.name !== name) return entry;
    const text = (entry.method === 0 ? entry.data : inflateRawSync(entry.data)).toString('utf8');
    const bytes = Buffer.from(change(text), 'utf8');
    return { ...entry, method: 8, data: deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes) };
  });
  return new Uint8Array(writeEntries(changed));
}
