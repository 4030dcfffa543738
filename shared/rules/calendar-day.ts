/**
 * A calendar day as clerks write it, day before month: 15/3/11, 15032011, 15-03-2011, 15.3.2011, 2011-03-15,
 * "ngày 15 tháng 3 năm 2011", or the day number of a spreadsheet. What is no date is refused, nothing is guessed:
 * 31/02 is not moved to March, 3/15 is not read the American way, a year alone is not a day.
 */
import { cleanText, isBlankText, type Written } from './written.ts';

export type DayFault = 'impossible' | 'notUnderstood';

export interface CalendarDay {
  /** ISO day, null when nothing is written or it was refused. */
  readonly day: string | null;
  readonly fault: DayFault | null;
}

export interface DayOptions {
  /** Day numbers of the workbook count from 1904 (old Macintosh files). */
  readonly isFrom1904?: boolean;
}

const earliestYear = 1900;
const latestYear = 2100;
/** Two-digit years below it are 20xx, the others 19xx. */
const centuryPivot = 50;
/** Day numbers from 1930 to 2099: a smaller number is a year or a count, not a pupil's birthday. */
const earliestSerial = 10_959;
const latestSerial = 73_050;
const serialOf1904 = 1462;

const dayFirst = /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})$/;
const yearFirst = /^(\d{4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})$/;
const inWords = /^(?:ngày\s*)?(\d{1,2})\s*(?:,\s*)?tháng\s*(\d{1,2})\s*(?:,\s*)?(?:năm\s*)?(\d{4})$/;
const timeOfDay = /[T\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AP]M)?Z?$/i;

export function readCalendarDay(written: Written, options: DayOptions = {}): CalendarDay {
  if (typeof written === 'number') return readNumber(written, options);
  const text = cleanText(written).replace(/^['"]/, '');
  if (isBlankText(text)) return { day: null, fault: null };
  return readText(text.replace(timeOfDay, '').trim().toLowerCase(), options);
}

function readText(text: string, options: DayOptions): CalendarDay {
  const words = dayFirst.exec(text) ?? inWords.exec(text);
  if (words) return dayOf(fullYear(words[3] ?? ''), Number(words[2]), Number(words[1]));
  const iso = yearFirst.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (/^\d{8}$/.test(text)) return readEightDigits(text);
  if (/^\d{5}$/.test(text)) return readNumber(Number(text), options);
  return { day: null, fault: 'notUnderstood' };
}

/** ddmmyyyy or yyyymmdd: never both, since a month is no 19 or 20. */
function readEightDigits(digits: string): CalendarDay {
  const year = Number(digits.slice(4));
  if (year >= earliestYear && year <= latestYear) {
    return dayOf(year, Number(digits.slice(2, 4)), Number(digits.slice(0, 2)));
  }
  return dayOf(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)));
}

/** A number cell: the day number of the spreadsheet, or ddmmyyyy that was typed as a number. */
function readNumber(value: number, { isFrom1904 = false }: DayOptions): CalendarDay {
  if (Number.isInteger(value) && value >= 1_000_000 && value <= 99_999_999) {
    return readEightDigits(String(value).padStart(8, '0'));
  }
  const serial = Math.floor(value) + (isFrom1904 ? serialOf1904 : 0);
  if (!(serial >= earliestSerial && serial <= latestSerial)) return { day: null, fault: 'notUnderstood' };
  // Day 25569 is 1 January 1970.
  return { day: new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10), fault: null };
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < centuryPivot ? 2000 + year : 1900 + year;
}

function dayOf(year: number, month: number, day: number): CalendarDay {
  if (year < earliestYear || year > latestYear || !isDayOfCalendar(year, month, day)) {
    return { day: null, fault: 'impossible' };
  }
  return { day: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, fault: null };
}

function isDayOfCalendar(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (lengths[month - 1] ?? 0);
}
