/** Serial number (S/N) of a device: whatever the maker prints, without spaces; two are one when they differ in case only. */
import { empty, type Reading, refused, taken } from './reading.ts';
import { cleanText, isBlankText, isScientific, type Written } from './written.ts';

const longest = 60;

export function readSerialNumber(written: Written): Reading<string> {
  const text = cleanText(written)
    .replace(/^['`"]+/, '')
    .replace(/^s\/n\s*[:.]?\s*/i, '')
    .replace(/\s/g, '');
  if (isBlankText(text)) return empty();
  if (typeof written === 'number' && !Number.isSafeInteger(written)) return refused('serialNumberLostDigits', { text });
  if (isScientific(text) && /\+/.test(text)) return refused('serialNumberLostDigits', { text });
  return text.length > longest ? refused('cellTooLong', { length: text.length, limit: longest }) : taken(text);
}

/** Form in which serial numbers are compared. */
export function serialNumberKey(serialNumber: string): string {
  return serialNumber.toUpperCase();
}
