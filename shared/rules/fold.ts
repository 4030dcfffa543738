/**
 * Folding: the form of a text in which it is searched and compared, never the form that is shown.
 * Accents, đ/Đ, case, the two ways of placing a tone (hoà, hòa) and runs of spaces all vanish.
 */

const combiningMarks = /[\u0300-\u036f]/g;
/** Soft hyphen, zero-width characters, byte order mark: invisible, and left behind by copying and by converters. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const apostrophes = /[\u2018\u2019\u02bc\u02bb\u00b4`]/g;
const spaces = /\s+/g;
const plainAscii = /^[\u0020-\u007e]*$/;

/** "Đặng  THỊ Hoà" → "dang thi hoa". */
export function foldText(text: string): string {
  const stripped = plainAscii.test(text)
    ? text
    : text
        .replace(apostrophes, "'")
        .normalize('NFD')
        .replace(combiningMarks, '')
        .replace(invisible, '')
        .replace(/[đĐ]/g, 'd');
  return stripped.toLowerCase().replace(spaces, ' ').trim();
}

/** First letters of the words of a name, folded: "Nguyễn Văn An" → "nva", "H'Hen Niê" → "hn". */
export function nameInitials(fullName: string): string {
  return foldText(fullName)
    .split(' ')
    .map((word) => /[a-z0-9]/.exec(word)?.[0] ?? '')
    .join('');
}
