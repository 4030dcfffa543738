/**
 * TCVN3 ("ABC", fonts .VnTime …): Vietnamese in one byte a letter, seen here as the Windows-1252 characters that a
 * file shows without its font. The code has no accented capitals: Á is written as á in a capital font, or as A
 * with the small letter's code. Table: TCVN 5712:1993, VN3.
 */

/** Code of TCVN3, as a character → letter. 0xAD, ư, is the soft hyphen: invisible, and lost where text is tidied. */
/** What Windows adds around letters: no-break space, dashes, quotation marks. */
export const typography = '\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2022';

const codes = new Map<string, string>();
const rows: readonly (readonly [number, string])[] = [
  [0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'],
  [0xb5, 'àảãáạ'],
  [0xbb, 'ằẳẵắ'],
  [0xc6, 'ặầẩẫấậè'],
  [0xce, 'ẻẽéẹềểễếệìỉ'],
  [0xdc, 'ĩíịò'],
  [0xe1, 'ỏõóọồổỗốộờởỡớợù'],
  [0xf1, 'ủũúụừửữứựỳỷỹýỵ'],
];
for (const [start, letters] of rows) {
  Array.from(letters).forEach((letter, index) => codes.set(String.fromCharCode(start + index), letter));
}

/** The text in Unicode, or null when it has a character that TCVN3 text cannot have. */
export function fromTcvn3(text: string): string | null {
  let converted = '';
  for (const character of text) {
    const letter = codes.get(character);
    if (letter === undefined && character > '\u007f' && !typography.includes(character)) return null;
    converted += letter ?? character;
  }
  return converted.normalize('NFC');
}
