/** Wrong attempts slow the next, whoever ends the program or sets the clock. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ATTEMPTS_FILE, beginAttempt, forgetAttempts, secondsToWait } from '../../../core/vault/attempts.ts';
import { makeTestFolder } from '../open-test-register.ts';

const start = new Date('2026-09-05T05:00:00.000Z');
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

/** Fails until the door rests; how often it could be tried. */
function failOften(folder: string, now: Date): number {
  for (let tried = 0; ; tried += 1) {
    if (secondsToWait(folder, 'a', now) > 0) return tried;
    beginAttempt(folder, 'a', now);
  }
}

it('lets five slips pass, then doubles the wait up to a quarter of an hour', () => {
  const folder = makeTestFolder();
  expect(failOften(folder, start)).toBe(5);
  const waits: number[] = [];
  let now = start;
  for (let round = 0; round < 10; round += 1) {
    const seconds = secondsToWait(folder, 'a', now);
    waits.push(seconds);
    now = new Date(now.getTime() + seconds * 1000);
    beginAttempt(folder, 'a', now);
  }
  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
});

it('refuses an attempt while the door rests, and counts it for nothing', () => {
  const folder = makeTestFolder();
  failOften(folder, start);
  expect(() => beginAttempt(folder, 'a', after(3))).toThrow('attemptsSlowed');
  expect(secondsToWait(folder, 'a', after(3))).toBe(2);
  expect(secondsToWait(folder, 'a', after(5))).toBe(0);
});

it('is lifted by no clock that is set back', () => {
  const folder = makeTestFolder();
  failOften(folder, start);
  const yesterday = after(-86_400);
  expect(secondsToWait(folder, 'a', yesterday)).toBe(5);
  expect(() => beginAttempt(folder, 'a', yesterday)).toThrow('attemptsSlowed');
  // From there it waits its time, no longer.
  expect(secondsToWait(folder, 'a', new Date(yesterday.getTime() + 5000))).toBe(0);
});

it('forgets once the door has opened, and tells what had failed', () => {
  const folder = makeTestFolder();
  for (let tried = 0; tried < 3; tried += 1) beginAttempt(folder, 'a', after(tried));
  expect(forgetAttempts(folder, 'a')).toEqual({ failures: 2, lastAt: after(2).toISOString() });
  beginAttempt(folder, 'a', after(9));
  expect(forgetAttempts(folder, 'a')).toBeUndefined();
});

it('keeps one door from resting for the failures at another, and is read by this user alone', () => {
  const folder = makeTestFolder();
  failOften(folder, start);
  expect(secondsToWait(folder, 'b', start)).toBe(0);
  expect(statSync(path.join(folder, ATTEMPTS_FILE)).mode & 0o777).toBe(0o600);
});
