/** The day on a paper that was signed: a real day, and none that is still to come. */
import { Problem } from '../problems.ts';
import { readCalendarDay } from './calendar-day.ts';

/**
 * Null when the day may stand on the paper. `today` is what the PC's calendar says; one day more is let through, for a
 * PC set to another time zone may be a day behind.
 *
 * Answers valueRefused { field } for a day that no calendar has, receivedOnInFuture { receivedOn, today }.
 */
export function checkPaperDay(field: string, day: string, today: string): Problem | null {
  if (readCalendarDay(day).day !== day) return new Problem('valueRefused', { field });
  return day > dayAfter(today) ? new Problem('receivedOnInFuture', { field, receivedOn: day, today }) : null;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
