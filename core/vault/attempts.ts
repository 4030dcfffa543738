/**
 * Wrong passphrases and codes since the last right one, kept beside the register because it is locked when they are typed. They slow the next attempt; what really
 * protects a stolen folder is the cost of each guess (envelope.ts), for a thief need not ask this program.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Problem } from '../../shared/problems.ts';
import {
  anchorWait,
  countAttempt,
  type FailedAttempts,
  SECRET_SCHEDULE,
  secondsToWait as secondsOf,
} from '../../shared/rules/attempt-delay.ts';
import { writeFileSafely } from '../host/write-file-safely.ts';

export const ATTEMPTS_FILE = 'attempts.json';

/** Doors that are remembered at most. */
const MOST_DOORS = 200;

const door = z.object({
  failures: z.number().int().min(0),
  /** When the last attempt was made, ISO. */
  lastAt: z.string(),
});
const attemptsFile = z.object({ version: z.literal(1), doors: z.record(z.string(), door) });
type Doors = z.output<typeof attemptsFile>['doors'];

/** Seconds until a door may be tried again, rounded up; 0: now. */
export function secondsToWait(dataDir: string, name: string, now: Date): number {
  return secondsOf(readDoors(dataDir)[name], now.toISOString(), SECRET_SCHEDULE);
}

/**
 * Counts an attempt as failed before it is made, so that ending the program does not undo it; {@link forgetAttempts} takes it back.
 *
 * Raises attemptsSlowed { seconds } while the door has to rest.
 */
export function beginAttempt(dataDir: string, name: string, now: Date): void {
  const doors = readDoors(dataDir);
  const before = doors[name];
  const at = now.toISOString();
  const seconds = secondsOf(before, at, SECRET_SCHEDULE);
  if (before && seconds > 0) {
    const anchored = anchorWait(before, at);
    if (anchored !== before) writeDoors(dataDir, { ...doors, [name]: anchored });
    throw new Problem('attemptsSlowed', { seconds });
  }
  writeDoors(dataDir, { ...doors, [name]: countAttempt(before, at) });
}

/** The door was opened; what had failed there before this attempt, undefined when nothing had. */
export function forgetAttempts(dataDir: string, name: string): FailedAttempts | undefined {
  const { [name]: gone, ...others } = readDoors(dataDir);
  writeDoors(dataDir, others);
  return gone && gone.failures > 1 ? { failures: gone.failures - 1, lastAt: gone.lastAt } : undefined;
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
