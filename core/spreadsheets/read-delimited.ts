/**
 * CSV and TSV in the forms that Excel writes and reads: separator by content or by a first line `sep=;`, quotes
 * doubled, line breaks inside quotes. Every value stays text, so that no identifier loses a digit, and rows are
 * counted as the spreadsheet counts them, blank ones too.
 */
import { Problem } from '../../shared/problems.ts';
import type { Cell } from './workbook.ts';

const blankRow: readonly Cell[] = Object.freeze([]);
const separators = [';', ',', '\t', '|'] as const;
const mostColumns = 256;

/** Raises fileTooManyRows { limit } when more than `mostRows` rows are not blank. */
export function readDelimited(source: string, mostRows: number): (readonly Cell[])[] {
  const directive = /^sep=(.)\r?\n/i.exec(source);
  const text = directive ? source.slice(directive[0].length) : source;
  const separator = directive?.[1] ?? findSeparator(text);
  return splitRows(text, separator, mostRows);
}

/** The separator that most often splits the first lines into equally many pieces. */
function findSeparator(text: string): string {
  const lines = text
    .slice(0, 64_000)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 40);
  let best = ',';
  let bestScore = 0;
  for (const separator of separators) {
    const counts = lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(separator).length - 1);
    const most = Math.max(0, ...counts);
    const score = counts.filter((count) => count === most).length * most + counts.filter((count) => count > 0).length;
    if (most > 0 && score > bestScore) {
      best = separator;
      bestScore = score;
    }
  }
  return best;
}

function splitRows(text: string, separator: string, mostRows: number): (readonly Cell[])[] {
  const rows: (readonly Cell[])[] = [];
  let filled = 0;
  let last = 0;
  let areQuotesSound = true;
  let at = 0;
  while (at < text.length) {
    const cells: string[] = [];
    for (;;) {
      const [value, next, isClosed] = readField(text, at, separator, areQuotesSound);
      if (!isClosed) areQuotesSound = false;
      if (cells.length < mostColumns) cells.push(value);
      at = next;
      if (text[at] !== separator) break;
      at++;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    const row = trimRow(cells);
    rows.push(row);
    if (row.length === 0) continue;
    last = rows.length;
    filled++;
    if (filled > mostRows) throw new Problem('fileTooManyRows', { limit: mostRows });
  }
  rows.length = last;
  return rows;
}

/** Value, place behind it, and whether quotes are still to be trusted: one that never closes is a mere character. */
function readField(text: string, start: number, separator: string, hasQuotes: boolean): [string, number, boolean] {
  if (hasQuotes && text[start] === '"') {
    let value = '';
    let from = start + 1;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (quote < 0) return [...readPlain(text, start, separator), false];
      value += text.slice(from, quote);
      if (text[quote + 1] !== '"') {
        const [rest, end] = readPlain(text, quote + 1, separator);
        return [value + rest, end, true];
      }
      value += '"';
      from = quote + 2;
    }
  }
  return [...readPlain(text, start, separator), true];
}

function readPlain(text: string, start: number, separator: string): [string, number] {
  let end = start;
  for (; end < text.length; end++) {
    const character = text[end];
    if (character === separator || character === '\n' || character === '\r') break;
  }
  return [text.slice(start, end), end];
}

function trimRow(cells: readonly string[]): readonly Cell[] {
  let last = cells.length;
  while (last > 0 && (cells[last - 1] ?? '').trim() === '') last--;
  if (last === 0) return blankRow;
  // ="0123" is how programs keep Excel from eating zeros.
  return cells.slice(0, last).map((cell) => (cell === '' ? null : (/^="([^"]*)"$/.exec(cell.trim())?.[1] ?? cell)));
}
