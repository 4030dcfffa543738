/**
 * Who works on the files of a register, one at a time. Reading what came may take seconds, so it lets short work (what a peer
 * lacks, an acknowledgement, packing) pass wherever it pauses, and the rest of the program with it.
 */
import { setImmediate } from 'node:timers/promises';

/** Lets everybody pass who waits: called where what was done so far is committed and true. */
export interface Pause {
  (): Promise<void>;
  /** Somebody waits: time to commit. */
  isWanted(): boolean;
}

export class Turns {
  /** Ends when the floor is free. */
  #floor: Promise<unknown> = Promise.resolve();
  /** How many wait for it. */
  #waiting = 0;
  #lastLong: Promise<unknown> = Promise.resolve();

  /** Work that is over soon. */
  async short<Result>(work: () => Promise<Result>): Promise<Result> {
    const release = await this.#takeFloor();
    try {
      return await work();
    } finally {
      release();
    }
  }

  /** Work that pauses; after all long work before it. */
  async long<Result>(work: (pause: Pause) => Promise<Result>): Promise<Result> {
    const turn = this.#lastLong.then(() => this.#runLong(work));
    this.#lastLong = turn.catch(() => undefined);
    return turn;
  }

  /** When all long work that was asked for is done. */
  async whenIdle(): Promise<void> {
    await this.#lastLong;
  }

  async #runLong<Result>(work: (pause: Pause) => Promise<Result>): Promise<Result> {
    let release = await this.#takeFloor();
    const letPass = async (): Promise<void> => {
      release();
      await setImmediate();
      release = await this.#takeFloor();
    };
    const pause: Pause = Object.assign(letPass, { isWanted: () => this.#waiting > 0 });
    try {
      return await work(pause);
    } finally {
      release();
    }
  }

  /** First come, first served; returns how it is given back. */
  async #takeFloor(): Promise<() => void> {
    const before = this.#floor;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#floor = promise;
    this.#waiting += 1;
    await before;
    this.#waiting -= 1;
    return resolve;
  }
}
