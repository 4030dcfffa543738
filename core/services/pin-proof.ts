/** The proof by PIN: scrypt of six digits, and attempts that slow down and are remembered across restarts. */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { Problem } from '../../shared/problems.ts';
import { anchorWait, countAttempt, PIN_SCHEDULE, secondsToWait } from '../../shared/rules/attempt-delay.ts';
import { checkNewPin } from '../../shared/rules/pin.ts';
import type { WriteHandle } from '../database/handles.ts';
import type { PinRow } from '../database/tables.ts';
import { findFailedProof, forgetFailedProof, saveFailedProof, savePinRow } from '../queries/pins.ts';
import type { Register } from '../register.ts';

/** N of scrypt: 32 MB and about 0.1 s. More would not help: six digits are few, so attempts are slowed instead. */
const COST = 2 ** 15;
const BLOCK_SIZE = 8;
const VERIFIER_BYTES = 32;
const SALT_BYTES = 16;
/** scrypt takes 128 * N * r bytes; Node's own bound lies just there. */
const MOST_MEMORY_BYTES = 256 * COST * BLOCK_SIZE;

/**
 * Takes one attempt for this person: counted as wrong before it is looked at, so that neither many at once nor a kill makes it free.
 * `check` says whether it is right. Returns whether it was.
 *
 * Raises tooManyAttempts { seconds } while the last wrong ones make the next wait.
 */
export async function attemptProof(
  register: Register,
  person: string,
  check: () => Promise<boolean>,
): Promise<boolean> {
  const now = register.now();
  const seconds = await register.exclusively(() =>
    register.transact(async (db) => {
      const row = await findFailedProof(db, person);
      const failed = row && { failures: row.failures, lastAt: row.failedAt };
      const wait = secondsToWait(failed, now, PIN_SCHEDULE);
      const kept = failed && wait > 0 ? anchorWait(failed, now) : countAttempt(failed, now);
      await saveFailedProof(db, { person, failures: kept.failures, failedAt: kept.lastAt });
      return wait;
    }),
  );
  if (seconds > 0) throw new Problem('tooManyAttempts', { seconds });
  const isRight = await check();
  if (isRight) await register.exclusively(() => register.transact((db) => forgetFailedProof(db, person)));
  return isRight;
}

/** True when these are the digits of the PIN, compared in constant time. */
export async function isPin(row: PinRow, pin: string): Promise<boolean> {
  return timingSafeEqual(await derive(pin, row.salt, row.cost), row.verifier);
}

/** The row that a new PIN is checked against. Raises pinInvalid, pinTooEasy. */
export async function makePin(register: Register, person: string, pin: string, isOneTime: boolean): Promise<PinRow> {
  const problem = checkNewPin(pin);
  if (problem) throw problem;
  const salt = randomBytes(SALT_BYTES);
  const verifier = await derive(pin, salt, COST);
  return { person, salt, verifier, cost: COST, isOneTime: isOneTime ? 1 : 0, setAt: register.now() };
}

/** Keeps a PIN made by {@link makePin}; the wrong attempts before it are forgotten. */
export async function keepPin(db: WriteHandle, pin: PinRow): Promise<void> {
  await savePinRow(db, pin);
  await forgetFailedProof(db, pin.person);
}

/** Six random digits that {@link checkNewPin} takes. */
export function createPin(): string {
  for (;;) {
    const pin = String(randomInt(10 ** 6)).padStart(6, '0');
    if (!checkNewPin(pin)) return pin;
  }
}

function derive(pin: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N: cost, r: BLOCK_SIZE, p: 1, maxmem: MOST_MEMORY_BYTES };
    scrypt(pin, salt, VERIFIER_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
