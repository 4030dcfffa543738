/**
 * A person's name as written: accents composed, spaces in order, ALL CAPITALS turned into title case. Words are
 * never changed, nor the place of a tone: the name must equal the birth certificate.
 */
import { type Reading, empty, refused, taken, warned } from './reading.ts';
import { cleanText, isBlankText, isScientific, type Written } from './written.ts';

export const longestName = 200;

/** "NGUYỄN  VĂN AN" → "Nguyễn Văn An"; a name with small letters is left as it is. */
export function readPersonName(written: Written): Reading<string> {
  const text = cleanText(written).replace(/[\u2018\u2019\u02bc]/g, "'");
  if (isBlankText(text)) return empty();
  if (text.length > longestName) return refused('cellTooLong', { length: text.length, limit: longestName });
  const name = isAllCapitals(text) ? toTitleCase(text) : text;
  if (!/\p{L}/u.test(name) || isScientific(name)) return refused('nameHasNoLetters', { text: shorten(name) });
  return /\d/.test(name) ? warned(name, 'nameHasDigits', { text: shorten(name) }) : taken(name);
}

/** The beginning of a text, for a sentence. */
export function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

export function isAllCapitals(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

/** First letter of each word, also after ' and -, as capital, the others small: H'HEN NIÊ → H'Hen Niê. */
export function toTitleCase(text: string): string {
  return text
    .toLowerCase()
    .replace(/(^|[\s'(.-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/**
 * Restores what TCVN3 cannot write, accented capitals: the first letter of each word becomes one. A name whose
 * plain letters are all capitals (`NGUYễN`) or that was meant for a capital font is title-cased whole.
 */
export function restoreNameCapitals(name: string): string {
  const isCapitals = !/[a-z]/.test(name) && /[\p{L}\p{M}][A-Z]/u.test(name);
  if (isCapitals) return toTitleCase(name);
  return name.replace(/(^|[\s'-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
