/**
 * TCVN3 and VNI are told from the content of each column: files mix columns, and the library shows no fonts. A
 * column is converted when its words are clearly better Vietnamese that way; a short column that could be either
 * follows the rest of its sheet.
 */
import { fromTcvn3 } from './tcvn3.ts';
import { isPlain, scoreText } from './vietnamese-text.ts';
import { fromVni } from './vni.ts';
import type { Cell, SheetTable } from './workbook.ts';

export type TextEncoding = 'unicode' | 'tcvn3' | 'vni';
type Legacy = Exclude<TextEncoding, 'unicode'>;

export interface UnifiedSheet {
  readonly sheet: SheetTable;
  /** How each column was written. */
  readonly encodings: readonly TextEncoding[];
}

const converters: Record<Legacy, (text: string) => string | null> = { tcvn3: fromTcvn3, vni: fromVni };
const mostSamples = 400;
const mostRows = 2000;
/** Letterhead and header are judged cell by cell: they may be written otherwise than the column below. */
const headRows = 60;
const enough = 0.6;
const clearly = 0.15;

interface Shares {
  accented: number;
  unicode: number;
  tcvn3: number;
  vni: number;
}

/** The sheet in Unicode. Sheets without legacy text are returned as they are. */
export function unifyText(sheet: SheetTable): UnifiedSheet {
  const width = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const columns = Array.from({ length: width }, (_, column) => sharesOf(samplesOf(sheet.rows, column)));
  const main = mainEncoding(columns);
  const encodings = columns.map((shares) => encodingOf(shares, main));
  const hasLegacyHead = main === 'unicode' && sheet.rows.slice(0, headRows).some(hasLegacyCell);
  if (encodings.every((encoding) => encoding === 'unicode') && !hasLegacyHead) return { sheet, encodings };
  const rows = sheet.rows.map((row, index) =>
    row.map((cell, column) =>
      typeof cell === 'string' && !isPlain(cell)
        ? convertCell(cell, encodings[column] ?? 'unicode', main, index < headRows)
        : cell,
    ),
  );
  const name = convertCell(sheet.name, main, main, true);
  return { sheet: { ...sheet, name: isPlain(sheet.name) ? sheet.name : name, rows }, encodings };
}

function samplesOf(rows: readonly (readonly Cell[])[], column: number): string[] {
  const samples = new Set<string>();
  // The head of a long sheet, then rows spread over the rest.
  const step = Math.max(1, Math.ceil(rows.length / mostRows));
  for (let index = 0; index < rows.length; index += index < headRows ? 1 : step) {
    const cell = rows[index]?.[column];
    if (typeof cell !== 'string' || isPlain(cell)) continue;
    samples.add(cell.length > 300 ? cell.slice(0, 300) : cell);
    if (samples.size >= mostSamples) break;
  }
  return [...samples];
}

function asUnicode(word: string): string | null {
  return word.includes('\u00ad') ? null : word;
}

function sharesOf(samples: readonly string[]): Shares {
  const share = (convert: (word: string) => string | null): number => {
    const { accented, sound } = scoreText(samples, convert);
    return accented === 0 ? 0 : sound / accented;
  };
  return {
    accented: scoreText(samples, asUnicode).accented,
    unicode: share(asUnicode),
    tcvn3: share(fromTcvn3),
    vni: share(fromVni),
  };
}

/** The old code that fits better; where both fit equally, that of the sheet. */
function better(shares: Shares, main: TextEncoding = 'unicode'): Legacy {
  if (shares.tcvn3 === shares.vni && main !== 'unicode') return main;
  return shares.tcvn3 >= shares.vni ? 'tcvn3' : 'vni';
}

function isClearlyLegacy(shares: Shares): boolean {
  const best = Math.max(shares.tcvn3, shares.vni);
  return best >= enough && best > shares.unicode + clearly;
}

/** What most accented words of the sheet are written in. */
function mainEncoding(columns: readonly Shares[]): TextEncoding {
  const words: Record<TextEncoding, number> = { unicode: 0, tcvn3: 0, vni: 0 };
  for (const shares of columns) {
    const encoding = isClearlyLegacy(shares) ? better(shares) : 'unicode';
    words[encoding] += shares.accented * shares[encoding];
  }
  const legacy = words.tcvn3 >= words.vni ? 'tcvn3' : 'vni';
  return words[legacy] > words.unicode ? legacy : 'unicode';
}

function encodingOf(shares: Shares, main: TextEncoding): TextEncoding {
  if (isClearlyLegacy(shares)) return better(shares, main);
  return main !== 'unicode' && shares.accented > 0 && shares[main] >= shares.unicode ? main : 'unicode';
}

function legacyOf(text: string, main: TextEncoding): Legacy | null {
  const shares = sharesOf([text]);
  return isClearlyLegacy(shares) ? better(shares, main) : null;
}

function hasLegacyCell(row: readonly Cell[]): boolean {
  return row.some((cell) => typeof cell === 'string' && !isPlain(cell) && legacyOf(cell, 'unicode') !== null);
}

function convertCell(text: string, encoding: TextEncoding, main: TextEncoding, isHead: boolean): string {
  const legacy = encoding === 'unicode' ? (isHead ? legacyOf(text, main) : null) : encoding;
  return legacy === null ? text : (converters[legacy](text) ?? text);
}
