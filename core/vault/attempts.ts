/**
 * Wrong passphrases and codes since the last right one, kept beside the register because it is locked when they are typed. They slow the next attempt; what really
 * protects a stolen folder is the cost of each guess (envelope.ts), for a thief need not ask this program.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Problem } from '../../shared/problems.ts';
import { writeFileSafely } from '../host/write-file-safely.ts';

export const ATTEMPTS_FILE = 'attempts.json';

/** Wrong attempts that cost nothing: fingers slip. */
const FREE = 5;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 15 * 60;
/** Doors that are remembered at most. */
const MOST_DOORS = 200;

const door = z.object({
  failures: z.number().int().min(0),
  /** When the last attempt was made, ISO. */
  lastAt: z.string(),
  /** Still to wait, counted from `lastAt`. */
  waitSeconds: z.number().min(0),
});
const attemptsFile = z.object({ version: z.literal(1), doors: z.record(z.string(), door) });
type Doors = z.output<typeof attemptsFile>['doors'];

/** What was tried at a door: failures since it was last opened, and when the last one was. */
export interface FailedAttempts {
  failures: number;
  lastAt: string;
}

/** Seconds until a door may be tried again, rounded up; 0: now. */
export function secondsToWait(dataDir: string, name: string, now: Date): number {
  return remaining(readDoors(dataDir)[name], now);
}

/**
 * Counts an attempt as failed before it is made, so that ending the program does not undo it; {@link forgetAttempts} takes it back.
 *
 * Raises attemptsSlowed { seconds } while the door has to rest.
 */
export function beginAttempt(dataDir: string, name: string, now: Date): void {
  const doors = readDoors(dataDir);
  const before = doors[name];
  const seconds = remaining(before, now);
  if (before && seconds > 0) {
    // Whoever sets the clock back waits from there anew.
    if (now.toISOString() < before.lastAt)
      writeDoors(dataDir, { ...doors, [name]: { ...before, lastAt: now.toISOString(), waitSeconds: seconds } });
    throw new Problem('attemptsSlowed', { seconds });
  }
  const failures = (before?.failures ?? 0) + 1;
  writeDoors(dataDir, { ...doors, [name]: { failures, lastAt: now.toISOString(), waitSeconds: waitAfter(failures) } });
}

/** The door was opened; what had failed there before this attempt, undefined when nothing had. */
export function forgetAttempts(dataDir: string, name: string): FailedAttempts | undefined {
  const { [name]: gone, ...others } = readDoors(dataDir);
  writeDoors(dataDir, others);
  return gone && gone.failures > 1 ? { failures: gone.failures - 1, lastAt: gone.lastAt } : undefined;
}

/** 0 for the first five, then 5 s, 10 s, 20 s … at most a quarter of an hour. */
function waitAfter(failures: number): number {
  if (failures < FREE) return 0;
  return Math.min(FIRST_WAIT_SECONDS * 2 ** (failures - FREE), LONGEST_WAIT_SECONDS);
}

/** A clock that went back lifts nothing: the wait is whole again. */
function remaining(known: z.output<typeof door> | undefined, now: Date): number {
  if (!known) return 0;
  const elapsed = Math.max(0, (now.getTime() - Date.parse(known.lastAt)) / 1000);
  return Math.ceil(Math.max(0, known.waitSeconds - elapsed));
}

function readDoors(dataDir: string): Doors {
  try {
    return attemptsFile.parse(JSON.parse(readFileSync(path.join(dataDir, ATTEMPTS_FILE), 'utf8'))).doors;
  } catch {
    return {};
  }
}

function writeDoors(dataDir: string, doors: Doors): void {
  const latest = Object.entries(doors)
    .sort(([, a], [, b]) => b.lastAt.localeCompare(a.lastAt))
    .slice(0, MOST_DOORS);
  const content = { version: 1, doors: Object.fromEntries(latest) };
  writeFileSafely(path.join(dataDir, ATTEMPTS_FILE), Buffer.from(`${JSON.stringify(content)}\n`), { mode: 0o600 });
}
