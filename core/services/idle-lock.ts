/**
 * Locks the register when no page asks for anything any more: a tab that was closed, a computer that slept. While a page is there it asks by itself,
 * and locks when nobody touches it (renderer/frame/lock.tsx).
 */
import { isProblem } from '../../shared/problems.ts';
import type { Register, RegisterPart } from '../register.ts';
import { lockRegister } from './vault-unlock.ts';
import { readIdleMinutes } from './vault-ways.ts';

const LOOK_EVERY_MS = 30_000;
const MINUTE_MS = 60_000;

/** When something was last asked of a register, in milliseconds of its clock. */
const lastCalls = new WeakMap<Register, number>();

export function noteCall(register: Register): void {
  lastCalls.set(register, register.options.clock().getTime());
}

export class IdleLock implements RegisterPart {
  readonly #register: Register;
  #timer: NodeJS.Timeout | undefined;
  isStarted = false;

  constructor(register: Register) {
    this.#register = register;
  }

  /** From now on; until the register is locked. */
  start(lookEveryMs = LOOK_EVERY_MS): void {
    if (this.isStarted) return;
    this.isStarted = true;
    noteCall(this.#register);
    this.#timer = setInterval(() => void this.look(), lookEveryMs);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
  }

  /** Locks when the time is over; never where nobody has a passphrase. */
  async look(): Promise<void> {
    const register = this.#register;
    try {
      const minutes = await readIdleMinutes(register);
      const idleMs = register.options.clock().getTime() - (lastCalls.get(register) ?? 0);
      // A clock that was set back says nothing.
      if (idleMs < 0) noteCall(register);
      if (minutes === null || idleMs < minutes * MINUTE_MS) return;
      await lockRegister(register);
      register.options.log({ level: 'info', message: 'locked: nobody has asked for anything', minutes });
    } catch (error) {
      if (isProblem(error) && (error.code === 'notProtected' || error.code === 'registerLocked')) return;
      register.options.log({ level: 'error', message: 'the register was not locked by itself', error: String(error) });
    }
  }
}
