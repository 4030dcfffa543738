/** Takes styled blank cells and blank rows out of a sheet's XML: phantom rows and columns cost nothing afterwards. */

const OPEN = 0x3c;
const CLOSE = 0x3e;
const SLASH = 0x2f;
const CELL = Buffer.from('<c ');
const ROW = Buffer.from('<row ');
const ROW_END = Buffer.from('</row>');

/**
 * One pass over the bytes, which moves what stays to the front of the same buffer: a sheet of a million blank rows is
 * never in memory twice. Returns that part of `xml`; the rest of it is spoilt.
 */
export function dropBlanks(xml: Buffer): Buffer {
  let kept = 0;
  /** Where the row that is being read began, if nothing but blanks has come since; else -1. */
  let blankRow = -1;
  let at = 0;
  const keep = (end: number): void => {
    xml.copyWithin(kept, at, end);
    kept += end - at;
    at = end;
  };
  while (at < xml.length) {
    const tag = xml.indexOf(OPEN, at);
    if (tag < 0) break;
    if (tag > at) {
      if (blankRow >= 0 && !isSpace(xml, at, tag)) blankRow = -1;
      keep(tag);
    }
    const close = xml.indexOf(CLOSE, at);
    if (close < 0) break;
    const end = close + 1;
    const isEmpty = xml[close - 1] === SLASH;
    if (isEmpty && (startsWith(xml, at, CELL) || startsWith(xml, at, ROW))) {
      at = end;
    } else if (startsWith(xml, at, ROW)) {
      blankRow = kept;
      keep(end);
    } else if (blankRow >= 0 && startsWith(xml, at, ROW_END)) {
      kept = blankRow;
      blankRow = -1;
      at = end;
    } else {
      blankRow = -1;
      keep(end);
    }
  }
  keep(xml.length);
  return xml.subarray(0, kept);
}

function startsWith(xml: Buffer, at: number, word: Buffer): boolean {
  for (let index = 0; index < word.length; index++) if (xml[at + index] !== word[index]) return false;
  return true;
}

function isSpace(xml: Buffer, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if ((xml[index] ?? 0) > 0x20) return false;
  return true;
}
