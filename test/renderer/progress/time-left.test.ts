import { expect, it } from 'vitest';
import { secondsLeft } from '../../../renderer/progress/time-left.ts';

it('guesses the time left from how far the work came, not too early', () => {
  expect(secondsLeft({ done: 100, total: 1000, elapsedMs: 500 })).toBeNull();
  expect(secondsLeft({ done: 0, total: 1000, elapsedMs: 5000 })).toBeNull();
  expect(secondsLeft({ done: 250, total: 1000, elapsedMs: 5000 })).toBe(15);
  expect(secondsLeft({ done: 1000, total: 1000, elapsedMs: 5000 })).toBe(0);
});
