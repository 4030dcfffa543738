/**
 * IMEI: 15 digits, the last a Luhn check digit (3GPP TS 23.003). A wrong check digit is a warning, for the sticker
 * may have been misread or the maker careless; the clerk may keep it.
 */
import { empty, type Reading, refused, taken, warned } from './reading.ts';
import { shorten } from './person-name.ts';
import { cleanText, isBlankText, isScientific, type Written } from './written.ts';

export function readImei(written: Written): Reading<string> {
  const text = cleanText(written)
    .replace(/^['`"]+/, '')
    .replace(/^imei\s*\d?\s*[:.]\s*/i, '');
  if (isBlankText(text) || /^(?:không|không có|ko)$/i.test(text)) return empty();
  if (isScientific(text)) return refused('imeiLostDigits', { text });
  const digits = text.replace(/[\s.\-/]/g, '');
  if (!/^\d+$/.test(digits) || digits.length > 17) return refused('imeiNotDigits', { text: shorten(text) });
  if (digits.length !== 15) return warned(digits, 'imeiWrongLength', { imei: digits, digits: digits.length });
  return hasLuhnDigit(digits) ? taken(digits) : warned(digits, 'imeiCheckDigit', { imei: digits });
}

/** Luhn's check over all digits, the last being the check digit. */
export function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighed = index % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
