/** How long to wait after failures, so that 300 schools do not knock at the same second when an office comes back. */

const FIRST_MS = 15_000;
const LONGEST_MS = 30 * 60_000;

/** Doubles with each failure up to half an hour; between half of it and the whole, at random. In milliseconds. */
export function backOffMs(failures: number, random: () => number = Math.random): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, failures - 1)));
  return Math.round(whole * (0.5 + random() / 2));
}
