/**
 * The stream of an old .xls, made safe for the library: its formula parser runs forever on damaged formulas, and
 * formulas are not wanted, only the values that the file remembers. So formulas are blanked out, and records that
 * carry none of the cells (names, validation, drawings, comments) are renamed to one that is skipped.
 * Record layout: [MS-XLS] 2.1.4, type and length of two bytes each.
 */
import { CFB } from '@e965/xlsx';
import { Problem } from '../../shared/problems.ts';

const formulas = new Set([0x0006, 0x0206, 0x0406]);
/** Row, column and style (6), value (8), flags (2), cache (4) precede the length of the tokens. */
const tokensLength = 20;
const noTokens = 0xffff;

const superfluous = new Set([
  0x0018, 0x0218, 0x0023, 0x0223, 0x0221, 0x04bc, 0x0236, 0x0036, 0x0037, 0x01b0, 0x01b1, 0x01b2, 0x01be, 0x01ae,
  0x0017, 0x001c, 0x005d, 0x01b6, 0x00eb, 0x00ec, 0x00ed, 0x01b8, 0x0800, 0x0896, 0x0879, 0x087a, 0x0033, 0x004d,
]);
const boundSheet = 0x0085;
const endOfPart = 0x000a;
/** MMS, which the library skips. */
const skipped = 0x00c1;

/** Workbook stream of a compound file. Raises fileDamaged, fileNotATable. */
export function readXlsStream(buffer: Buffer): Buffer {
  const content = findStream(buffer);
  if (content === null) throw new Problem('fileNotATable');
  const stream = Buffer.from(content);
  let at = 0;
  // The workbook's own part and every sheet end with a record that says so: fewer of them is a file cut short.
  let missingEnds = 1;
  while (at + 4 <= stream.length) {
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    if (type === boundSheet) missingEnds++;
    else if (type === endOfPart) missingEnds--;
    const hasTokens = length >= tokensLength + 2 && at + 4 + length <= stream.length;
    if (superfluous.has(type) || (formulas.has(type) && !hasTokens)) stream.writeUInt16LE(skipped, at);
    else if (formulas.has(type)) stream.writeUInt16LE(noTokens, at + 4 + tokensLength);
    at += 4 + length;
  }
  if (missingEnds > 0 || at > stream.length) throw new Problem('fileDamaged');
  return stream;
}

function findStream(buffer: Buffer): Uint8Array | null {
  let entry: unknown;
  try {
    const container: unknown = CFB.read(buffer, { type: 'buffer' });
    entry = CFB.find(container, '/Workbook') ?? CFB.find(container, '/Book');
  } catch {
    throw new Problem('fileDamaged');
  }
  if (typeof entry !== 'object' || entry === null || !('content' in entry)) return null;
  return entry.content instanceof Uint8Array ? entry.content : null;
}
