/**
 * Bytes of a text file → text. UTF-8 and UTF-16 with or without a byte order mark; else one of the Vietnamese
 * eight-bit codes. TCVN3 and VNI are left as Windows-1252 characters here: which column is written so is told
 * from its content later (recognise-encoding.ts).
 */
import type { ByteEncoding } from './workbook.ts';
import { fromTcvn3 } from './tcvn3.ts';
import { scoreText } from './vietnamese-text.ts';
import { fromVni } from './vni.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: ByteEncoding;
}

const sampleBytes = 200_000;

export function decodeText(bytes: Buffer): DecodedText {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decode(bytes.subarray(3), 'utf-8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes.subarray(2), 'utf-16be');
  const utf16 = findUtf16(bytes);
  if (utf16) return decode(bytes, utf16);
  return decode(bytes, isUtf8(bytes) ? 'utf-8' : findEightBit(bytes));
}

function decode(bytes: Buffer, encoding: ByteEncoding): DecodedText {
  return { text: new TextDecoder(encoding, { ignoreBOM: false }).decode(bytes).replaceAll('\0', ''), encoding };
}

/** Text of digits and separators has every other byte NUL. */
function findUtf16(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  const enough = sample.length / 8;
  if (odd > enough && odd > even * 4) return 'utf-16le';
  return even > enough && even > odd * 4 ? 'utf-16be' : null;
}

/** Valid UTF-8, or all but: a file cut short in a letter is still UTF-8. */
function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    const text = bytes.toString('utf8', 0, sampleBytes);
    const broken = text.split('\ufffd').length - 1;
    return broken * 50 < (text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0);
  }
}

/** Windows-1258 when its words are better Vietnamese than those of TCVN3 and VNI, else their Windows-1252 form. */
function findEightBit(bytes: Buffer): 'windows-1258' | 'windows-1252' {
  const sample = bytes.subarray(0, sampleBytes);
  const score = (encoding: 'windows-1258' | 'windows-1252', convert: (word: string) => string | null) => {
    const { accented, sound } = scoreText([new TextDecoder(encoding).decode(sample)], convert);
    return accented === 0 ? 0 : sound / accented;
  };
  const vietnamese = score('windows-1258', (word) => word.normalize('NFC'));
  const older = Math.max(score('windows-1252', fromTcvn3), score('windows-1252', fromVni));
  return vietnamese > older ? 'windows-1258' : 'windows-1252';
}
