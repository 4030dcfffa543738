/** Files that arrived whole are read one after the other: one in memory at a time, however many schools send at once. */
import { setTimeout } from 'node:timers/promises';

/** What reading one file is taken to last before any was read, in milliseconds. */
const FIRST_GUESS_MS = 50;
/** How much the newest reading counts against those before it. */
const NEWEST_SHARE = 0.2;

/** Before a file is read, requests are answered as long as answers go out at least this often, in milliseconds. */
const NEXT_ANSWER_MS = 10;
/** Reading goes on after this long, however many still ask, in milliseconds. */
const LONGEST_YIELD_MS = 250;

export class ReceiveQueue {
  #last: Promise<unknown> = Promise.resolve();
  #length = 0;
  #usualMs = FIRST_GUESS_MS;
  /** Requests that have come and were not answered, and answers that were given. */
  #asking = 0;
  #answered = 0;

  get length(): number {
    return this.#length;
  }

  /** When all that is in it will have been read, in milliseconds from now, by how long the last files took. */
  get expectedMs(): number {
    return this.#length * this.#usualMs;
  }

  /** The same without one file that is in it: what the others cost whoever waits for that one. */
  get expectedBesideOneMs(): number {
    return Math.max(0, this.#length - 1) * this.#usualMs;
  }

  /** A request has come. */
  countRequest(): void {
    this.#asking += 1;
  }

  /** It was answered, or its sender has gone. */
  countAnswer(): void {
    this.#asking -= 1;
    this.#answered += 1;
  }

  /** A request that only waits for a file in the queue keeps no other from being read. */
  async whileWaiting<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#asking -= 1;
    try {
      return await work();
    } finally {
      this.#asking += 1;
    }
  }

  /** Runs `work` after all before it. */
  async add<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#length += 1;
    const timed = async (): Promise<Result> => {
      await this.#letAnswersPass();
      const start = performance.now();
      try {
        return await work();
      } finally {
        this.#usualMs += NEWEST_SHARE * (performance.now() - start - this.#usualMs);
      }
    };
    const turn = this.#last.then(timed, timed).finally(() => {
      this.#length -= 1;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Schools that ask at the same time wait for one another, not for a file between each two of them. */
  async #letAnswersPass(): Promise<void> {
    const start = performance.now();
    while (this.#asking > 0 && performance.now() - start < LONGEST_YIELD_MS) {
      const before = this.#answered;
      await setTimeout(NEXT_ANSWER_MS);
      if (this.#answered === before) return;
    }
  }

  /** When all that is in it has been read. */
  async whenEmpty(): Promise<void> {
    await this.#last;
  }
}
