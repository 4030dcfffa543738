/** Netstrings: length in bytes in decimal, `:`, the bytes, `,` (docs/journal.md, docs/sync.md). */
import { FileRefused } from './file-refused.ts';

/** The items one after the other; text as UTF-8. */
export function writeNetstrings(items: readonly (string | Uint8Array)[]): Buffer {
  const parts: Buffer[] = [];
  for (const item of items) {
    const bytes = typeof item === 'string' ? Buffer.from(item) : Buffer.from(item.buffer, item.byteOffset, item.length);
    parts.push(Buffer.from(`${bytes.length}:`), bytes, COMMA);
  }
  return Buffer.concat(parts);
}

const COMMA = Buffer.from(',');

/** Exactly `count` items and nothing behind them. Throws FileRefused('malformed'). */
export function readNetstrings(bytes: Buffer, count: number): Buffer[] {
  const items: Buffer[] = [];
  let at = 0;
  while (items.length < count) {
    const colon = bytes.subarray(at, at + 11).indexOf(':');
    const digits = colon < 0 ? '' : bytes.toString('latin1', at, at + colon);
    if (!/^(0|[1-9]\d{0,9})$/.test(digits)) throw new FileRefused('malformed');
    const start = at + colon + 1;
    const end = start + Number(digits);
    if (bytes[end] !== COMMA[0]) throw new FileRefused('malformed');
    items.push(bytes.subarray(start, end));
    at = end + 1;
  }
  if (at !== bytes.length) throw new FileRefused('malformed');
  return items;
}
