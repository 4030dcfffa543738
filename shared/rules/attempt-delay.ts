/**
 * How long the next attempt waits after wrong ones: nothing at first, then doubling. One rule for everything that can be guessed; who remembers the
 * attempts is another matter (PINs in the register, passphrases and codes beside it, for it is locked then).
 */

export interface AttemptSchedule {
  /** So many wrong attempts cost nothing: fingers slip. */
  free: number;
  firstSeconds: number;
  longestSeconds: number;
}

/** Of six digits there are few, and nothing else slows a guess. */
export const PIN_SCHEDULE: AttemptSchedule = { free: 3, firstSeconds: 15, longestSeconds: 60 * 60 };
/** Of passphrases and codes, each guess of which costs a second of work anyway. */
export const SECRET_SCHEDULE: AttemptSchedule = { free: 5, firstSeconds: 5, longestSeconds: 15 * 60 };

/** Wrong attempts in a row, and the instant of the last one, ISO 8601. */
export interface FailedAttempts {
  failures: number;
  lastAt: string;
}

/** Seconds from the last wrong attempt until another is taken. */
export function attemptDelaySeconds(failures: number, { free, firstSeconds, longestSeconds }: AttemptSchedule): number {
  return failures < free ? 0 : Math.min(firstSeconds * 2 ** (failures - free), longestSeconds);
}

/** Seconds that are still to wait, rounded up; 0: now. A clock that was put back behind the last failure makes the wait whole again. `now`: an instant, ISO 8601. */
export function secondsToWait(failed: FailedAttempts | undefined, now: string, schedule: AttemptSchedule): number {
  if (!failed) return 0;
  const passed = Math.max(0, (Date.parse(now) - Date.parse(failed.lastAt)) / 1000);
  return Math.ceil(Math.max(0, attemptDelaySeconds(failed.failures, schedule) - passed));
}

/** What is remembered once an attempt was refused: after a clock that was put back the wait counts from there, and does not last until the clock has caught up. */
export function anchorWait(failed: FailedAttempts, now: string): FailedAttempts {
  return now < failed.lastAt ? { ...failed, lastAt: now } : failed;
}

/** What is remembered before an attempt is looked at, so that ending the program does not undo it. */
export function countAttempt(failed: FailedAttempts | undefined, now: string): FailedAttempts {
  return { failures: (failed?.failures ?? 0) + 1, lastAt: now };
}
