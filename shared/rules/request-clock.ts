/**
 * The clocks of a request: told within 2 working days, done within 15 days, once extended by 15 (Nghị định 356/2025/NĐ-CP).
 * Working days leave out Saturday, Sunday and the holidays of fixed date (Bộ luật Lao động 2019, Điều 112); Tết and Giỗ Tổ Hùng
 * Vương follow the moon and are not left out, so that the day shown may come too early and never too late.
 */
const ANSWER_WORKING_DAYS = 2;
const DONE_DAYS = 15;
const EXTENSION_DAYS = 15;

/** Month and day. */
const HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '04-30', '05-01', '09-02']);

const DAY_MS = 86_400_000;

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** True for an ISO day on which an office works. */
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.has(day.slice(5));
}

/** The last ISO day on which the answer is in time. */
export function answerDue(receivedOn: string): string {
  let day = receivedOn;
  for (let left = ANSWER_WORKING_DAYS; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

/** The last ISO day on which the request is done in time. */
export function doneDue(receivedOn: string, isExtended: boolean): string {
  return addDays(receivedOn, DONE_DAYS + (isExtended ? EXTENSION_DAYS : 0));
}

interface Clocked {
  receivedOn: string;
  answeredOn: string | null;
  isExtended: 0 | 1;
  doneOn: string | null;
}

/** What of the request is late on this day; a request that is done is never late, nor owes an answer. */
export function lateParts(request: Clocked, today: string): ('answer' | 'done')[] {
  if (request.doneOn !== null) return [];
  const late: ('answer' | 'done')[] = [];
  if (request.answeredOn === null && today > answerDue(request.receivedOn)) late.push('answer');
  if (today > doneDue(request.receivedOn, request.isExtended === 1)) late.push('done');
  return late;
}
