/** Text that comes back from the file, and from a printed form, as it was given. */

/** XML 1.0 (section 2.2, Char) has no place for them, so that no .xlsx can hold them. */
const UNWRITABLE = /[[\p{Cc}--[\t\n\r\u0080-\u009f]]\ufffe\uffff]/v;

/** False for half of a surrogate pair, which the file would give back as another character, and for control characters. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !UNWRITABLE.test(text);
}
