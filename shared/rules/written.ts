/** A value as it was written: a cell of a file or a field of a form, before any rule has looked at it. */

/** Numbers come from number cells only; what a person typed is text. */
export type Written = string | number | boolean | null | undefined;

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const spaces = /[\s\u00a0]+/g;

/**
 * True when there is nothing to tidy. Cells are many and almost all are so; a loop over character codes is several
 * times faster than the expressions above. Letters outside ASCII, Latin-1, Ơ/Ư and the Vietnamese block take the
 * slow way.
 */
function isTidy(text: string): boolean {
  let last = 0x20;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x20 && last === 0x20) return false;
    const isKnown =
      (code >= 0x20 && code <= 0x7e) ||
      (code >= 0x1ea0 && code <= 0x1ef9) ||
      (code >= 0xc0 && code <= 0x17f) ||
      (code >= 0x1a0 && code <= 0x1b0);
    if (!isKnown) return false;
    last = code;
  }
  return last !== 0x20 || text === '';
}

/** Text of a written value: NFC, no invisible characters, runs of spaces (NBSP too) as one, trimmed. */
export function cleanText(written: Written): string {
  if (written === null || written === undefined) return '';
  if (typeof written === 'boolean') return written ? 'x' : '';
  if (typeof written === 'number') return numberText(written);
  if (isTidy(written)) return written;
  return written.normalize('NFC').replace(invisible, '').replace(spaces, ' ').trim();
}

/** A number without exponent where it can be written so: 17215285432, not 1.72E+10. */
export function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(0) : String(value);
}

/** Signs by which clerks say that nothing is to be written here. */
const blanks = new Set(['-', '–', '—', '--', '.', '..', '...', '/', '//', '*', '_', 'null', 'n/a', 'k/c']);

/** True for an empty text and for the dashes and dots that stand for one. */
export function isBlankText(text: string): boolean {
  return text === '' || (text.length <= 4 && blanks.has(text.toLowerCase()));
}

const scientific = /^[+-]?\d(?:[.,]\d+)?\s*E\s*\+?\s*(\d{1,3})$/i;

/** True for 1.7E+10: a number as a spreadsheet shows it in a narrow column; the digits are gone. */
export function isScientific(text: string): boolean {
  return scientific.test(text);
}

/** True for a text that a spreadsheet would compute, or an error that it left behind: no value to take over. */
export function isFormulaText(text: string): boolean {
  return (
    /^=\s*[\p{L}(+@-]/u.test(text) ||
    /^[+@-][A-Z]+\(/i.test(text) ||
    /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/.test(text)
  );
}
