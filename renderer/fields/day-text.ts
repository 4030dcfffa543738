/** A day in a text field: what was typed, the ISO day it means, and how it is written back. */
import { readCalendarDay } from '../../shared/rules/calendar-day.ts';
import { formatDay } from '../language/format.ts';

/** Null for an empty field; undefined for what is no date. */
export function readDayText(text: string): string | null | undefined {
  // Five digits are the day number of a spreadsheet: nobody types one, so here it is a slip.
  if (/^\d{5}$/.test(text.trim())) return undefined;
  const { day, fault } = readCalendarDay(text);
  if (fault !== null) return undefined;
  if (day === null) return text.trim() === '' ? null : undefined;
  return day;
}

/** Which sentence says why what was typed is no day; null when it is one, or nothing. */
export function dayFault(text: string): 'noSuchDay' | 'notADay' | null {
  if (readDayText(text) !== undefined) return null;
  return readCalendarDay(text).fault === 'impossible' ? 'noSuchDay' : 'notADay';
}

/** 15032011 → 15/03/2011; what is no date stays as typed. */
export function tidyDayText(text: string): string {
  const day = readDayText(text);
  return day ? formatDay(day) : text.trim();
}
