/**
 * Phone numbers of Việt Nam: 10 digits beginning with 0 (since 2018; landlines have 11). The 0 that a spreadsheet
 * dropped is put back, +84 becomes 0. What is no such number is kept as written, with a warning.
 */
import { empty, type Reading, taken, warned } from './reading.ts';
import { shorten } from './person-name.ts';
import { cleanText, isBlankText, isScientific, type Written } from './written.ts';

const longest = 20;

export function readPhone(written: Written): Reading<string> {
  const text = cleanText(written).replace(/^['`"]+/, '');
  if (isBlankText(text) || text === '0' || /^(?:không|ko|không có|chưa có)$/i.test(text)) return empty();
  if (isScientific(text)) return warned<string>(null, 'digitsLost', { text });
  const numbers = text
    .split(/[/,;\n]|\s-\s|(?<=\d{9,})\s+(?=0\d)|\bhoặc\b/i)
    .map(normalise)
    .filter((number) => number !== null);
  const [first] = numbers;
  if (first === undefined) return warned(text.length <= longest ? text : null, 'phoneUnusual', { text: shorten(text) });
  return numbers.length > 1 ? warned(first, 'phoneSeveral', { text: shorten(text), kept: first }) : taken(first);
}

/** Ten digits (or a landline's eleven), or null. */
function normalise(written: string): string | null {
  const digits = written
    .replace(/^\s*\+?\s*\(?84\)?(?=[\s.\-)]*[1-9](?:[\s.-]*\d){8}\s*$)/, '0')
    .replace(/[\s.\-()_]/g, '');
  if (/^0[235789]\d{8}$/.test(digits) || /^02\d{9}$/.test(digits)) return digits;
  return /^[35789]\d{8}$/.test(digits) ? `0${digits}` : null;
}
