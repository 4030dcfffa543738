/** How long work may still take, from how far it came in how long. Pure. */

/** Earlier than this the guess would jump about. */
const GUESS_AFTER_MS = 2000;

/** Whole seconds; null while nothing can be said. */
export function secondsLeft(work: { done: number; total: number; elapsedMs: number }): number | null {
  const { done, total, elapsedMs } = work;
  if (elapsedMs < GUESS_AFTER_MS || done <= 0 || total <= 0 || done > total) return null;
  return Math.ceil((elapsedMs * (total - done)) / done / 1000);
}
