/** Files that arrived whole are read one after the other: one in memory at a time, however many schools send at once. */

/** What reading one file is taken to last before any was read, in milliseconds. */
const FIRST_GUESS_MS = 50;
/** How much the newest reading counts against those before it. */
const NEWEST_SHARE = 0.2;

export class ReceiveQueue {
  #last: Promise<unknown> = Promise.resolve();
  #length = 0;
  #usualMs = FIRST_GUESS_MS;

  get length(): number {
    return this.#length;
  }

  /** When all that is in it will have been read, in milliseconds from now, by how long the last files took. */
  get expectedMs(): number {
    return this.#length * this.#usualMs;
  }

  /** Runs `work` after all before it. */
  async add<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#length += 1;
    const timed = async (): Promise<Result> => {
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

  /** When all that is in it has been read. */
  async whenEmpty(): Promise<void> {
    await this.#last;
  }
}
