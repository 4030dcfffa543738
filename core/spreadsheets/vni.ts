/**
 * VNI (fonts VNI-Times …): Vietnamese as a base letter followed by a character for its marks, seen here as the
 * Windows-1252 characters that a file shows without its font. đ, ơ, ư and the toned i are one character.
 */

import { typography } from './tcvn3.ts';

/** Character after the base letter → marks it stands for: tone, or circumflex or breve with a tone. */
const marks: ReadonlyMap<string, string> = new Map([
  ['ø', '\u0300'],
  ['û', '\u0309'],
  ['õ', '\u0303'],
  ['ù', '\u0301'],
  ['ï', '\u0323'],
  ['â', '\u0302'],
  ['à', '\u0302\u0300'],
  ['å', '\u0302\u0309'],
  ['ã', '\u0302\u0303'],
  ['á', '\u0302\u0301'],
  ['ä', '\u0302\u0323'],
  ['ê', '\u0306'],
  ['è', '\u0306\u0300'],
  ['ú', '\u0306\u0309'],
  ['ü', '\u0306\u0303'],
  ['é', '\u0306\u0301'],
  ['ë', '\u0306\u0323'],
]);

/** Characters that are a letter of their own. */
const letters: ReadonlyMap<string, string> = new Map([
  ['ñ', 'đ'],
  ['ô', 'ơ'],
  ['ö', 'ư'],
  ['í', 'í'],
  ['ì', 'ì'],
  ['æ', 'ỉ'],
  ['ó', 'ĩ'],
  ['ò', 'ị'],
  ['î', 'ỵ'],
]);

/** The text in Unicode, or null when it has a character, or a mark after no vowel, that VNI text cannot have. */
export function fromVni(text: string): string | null {
  let converted = '';
  let base = '';
  for (const character of text) {
    const small = character.toLowerCase();
    const mark = marks.get(small);
    const isMarkable = base !== '' && 'aeouyơư'.includes(base);
    if (mark !== undefined && isMarkable && (mark[0] !== '\u0306' || base === 'a')) {
      converted += mark;
      base = '';
      continue;
    }
    const letter = letters.get(small);
    if (letter === undefined && character > '\u007f' && !typography.includes(character)) return null;
    converted += letter === undefined ? character : character === small ? letter : letter.toUpperCase();
    base = letter ?? small;
  }
  return converted.normalize('NFC');
}
