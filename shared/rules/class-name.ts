/** Name of a class as written: "Lớp 6a", "6 A", "LỚP: 10A1" → "6A", "6A", "10A1". Kindergarten classes keep their words. */
import { isAllCapitals, toTitleCase } from './person-name.ts';
import { empty, type Reading, refused, taken } from './reading.ts';
import { cleanText, isBlankText, type Written } from './written.ts';

const longest = 40;
const prefix = /^(?:lớp|lop|l\.)(?!\p{L})[\s:.-]*/iu;
const numbered = /^(\d{1,2})\s*[-_]?\s*([a-zđ]{1,2})\s*[-_]?\s*(\d{0,2})$/iu;
const slashed = /^(\d{1,2})\s*([/.])\s*(\d{1,2}|[a-zđ]\d{0,2})$/iu;

export function readClassName(written: Written): Reading<string> {
  // 6/1 typed into a cell becomes the sixth of January, and which of the two numbers was the grade is lost.
  if (typeof written === 'number' && written > 1000) return refused('classNameBecameDate', { number: written });
  const text = cleanText(written).replace(prefix, '').trim();
  if (isBlankText(text)) return empty();
  if (text.length > longest) return refused('cellTooLong', { length: text.length, limit: longest });
  const shape = numbered.exec(text);
  if (shape) return taken(`${Number(shape[1])}${(shape[2] ?? '').toUpperCase()}${shape[3] ?? ''}`);
  const parts = slashed.exec(text);
  if (parts) return taken(`${Number(parts[1])}${parts[2]}${(parts[3] ?? '').toUpperCase()}`);
  if (isAllCapitals(text) && !/\d\p{L}/u.test(text) && text.length > 3) return taken(toTitleCase(text));
  return taken(text);
}

/** True for what can only be the name of a class: 6A, 10A1, 6/2. */
export function looksLikeClassName(text: string): boolean {
  const name = text.trim().replace(prefix, '');
  const grade = Number(/^\d{1,2}/.exec(name)?.[0] ?? 0);
  return grade >= 1 && grade <= 12 && (numbered.test(name) || slashed.test(name));
}

const inSentence =
  /(?<!(?:khối|khoi|các|cac)\s+)(?<!\p{L})(?:lớp|lop)\s*[:.-]?\s*(\d{1,2}(?:[a-zđ]{1,2}\d{0,2}|\s?[/.]\s?(?:\d{1,2}|[a-zđ]\d{0,2})|\s?-?\s?[a-zđ]\d{0,2})?)(?![\p{L}\d/])/iu;
const kindergarten =
  /^(?:lớp|lop)\s*[:.-]?\s*((?:mầm|chồi|lá|nhà trẻ|mẫu giáo|mg|ghép|bé|nhỡ|lớn|trẻ)[\p{L}\d\s.-]{0,24})$/iu;

/** The class that a title, a banner or a sheet's name speaks of ("DANH SÁCH HỌC SINH LỚP 1A" → "1A"), or null. */
export function findClassName(sentence: string): string | null {
  const text = cleanText(sentence);
  if (text.length > 200) return null;
  const found = inSentence.exec(text)?.[1] ?? kindergarten.exec(text)?.[1];
  return found === undefined ? null : readClassName(found).value;
}
