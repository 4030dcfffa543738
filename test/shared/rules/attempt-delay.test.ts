/** One rule for waiting after wrong attempts, whatever was guessed. */
import { describe, expect, it } from 'vitest';
import {
  anchorWait,
  attemptDelaySeconds,
  countAttempt,
  type FailedAttempts,
  PIN_SCHEDULE,
  SECRET_SCHEDULE,
  secondsToWait,
} from '../../../shared/rules/attempt-delay.ts';

const START = '2026-09-05T05:00:00.000Z';
const after = (seconds: number): string => new Date(Date.parse(START) + seconds * 1000).toISOString();

describe.each([
  ['a PIN', PIN_SCHEDULE, [0, 0, 15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]],
  ['a passphrase or code', SECRET_SCHEDULE, [0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900]],
])('%s', (_what, schedule, waits) => {
  it('waits nothing at first, then doubles, up to a bound', () => {
    expect(waits.map((_wait, index) => attemptDelaySeconds(index + 1, schedule))).toEqual(waits);
    expect(attemptDelaySeconds(10_000, schedule)).toBe(waits.at(-1));
  });

  it('counts every attempt before it is looked at, and what is left of the wait rounded up', () => {
    let failed: FailedAttempts | undefined;
    for (let times = 0; times < schedule.free; times += 1) {
      expect(secondsToWait(failed, START, schedule)).toBe(0);
      failed = countAttempt(failed, START);
    }
    expect(secondsToWait(failed, START, schedule)).toBe(schedule.firstSeconds);
    expect(secondsToWait(failed, after(0.5), schedule)).toBe(schedule.firstSeconds);
    expect(secondsToWait(failed, after(schedule.firstSeconds), schedule)).toBe(0);
  });

  it('waits whole again after a clock was put back, and not until it has caught up', () => {
    const failed = { failures: schedule.free, lastAt: START };
    const yesterday = after(-86_400);
    expect(secondsToWait(failed, yesterday, schedule)).toBe(schedule.firstSeconds);
    const anchored = anchorWait(failed, yesterday);
    expect(secondsToWait(anchored, after(-86_400 + schedule.firstSeconds), schedule)).toBe(0);
    expect(anchorWait(failed, after(1))).toBe(failed);
  });
});
