/** How long the next attempt waits after wrong ones: nothing at first, then doubling. */

/** So many wrong attempts cost nothing: fingers slip. */
const FREE_FAILURES = 3;
const FIRST_DELAY_SECONDS = 15;
const LONGEST_DELAY_SECONDS = 60 * 60;

/** Seconds from the last wrong attempt until another is taken, by how many were wrong in a row. */
export function attemptDelaySeconds(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(FIRST_DELAY_SECONDS * 2 ** (failures - FREE_FAILURES), LONGEST_DELAY_SECONDS);
}

/**
 * Seconds that are still to wait. A clock that was put back behind the last failure does not shorten it: the delay then counts whole.
 *
 * `failedAt` and `now` are instants, ISO 8601.
 */
export function secondsToWait({ failures, failedAt }: { failures: number; failedAt: string }, now: string): number {
  const passed = (Date.parse(now) - Date.parse(failedAt)) / 1000;
  const delay = attemptDelaySeconds(failures);
  return Math.ceil(passed < 0 ? delay : Math.max(0, delay - passed));
}
