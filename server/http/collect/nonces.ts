/** Numbers used once, under which a request is signed: given with every answer, kept nowhere until they are used. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A school that asks once a day must not need a second request for a fresh one. */
const LIFE_MS = 24 * 3600 * 1000;
const RANDOM_BYTES = 12;
const STAMP_BYTES = 6;
const SEAL_BYTES = 16;

export class Nonces {
  readonly #key = randomBytes(32);
  readonly #now: () => number;
  /** Used ones until they expire; only whoever signed well adds to it. */
  readonly #used = new Map<string, number>();

  constructor(now: () => number = () => Date.now()) {
    this.#now = now;
  }

  give(): string {
    const stamp = Buffer.alloc(STAMP_BYTES);
    stamp.writeUIntBE(this.#now(), 0, STAMP_BYTES);
    const body = Buffer.concat([stamp, randomBytes(RANDOM_BYTES)]);
    return Buffer.concat([body, this.#seal(body)]).toString('base64url');
  }

  /** True when this server gave it within its life and nobody has used it. */
  isGood(nonce: string): boolean {
    const bytes = Buffer.from(nonce, 'base64url');
    if (bytes.length !== STAMP_BYTES + RANDOM_BYTES + SEAL_BYTES || bytes.toString('base64url') !== nonce) return false;
    const body = bytes.subarray(0, -SEAL_BYTES);
    if (!timingSafeEqual(bytes.subarray(-SEAL_BYTES), this.#seal(body))) return false;
    const age = this.#now() - body.readUIntBE(0, STAMP_BYTES);
    return age >= 0 && age <= LIFE_MS && !this.#used.has(nonce);
  }

  use(nonce: string): void {
    const now = this.#now();
    for (const [old, at] of this.#used) {
      if (now - at <= LIFE_MS) break;
      this.#used.delete(old);
    }
    this.#used.set(nonce, now);
  }

  #seal(body: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(body).digest().subarray(0, SEAL_BYTES);
  }
}
