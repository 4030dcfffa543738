/** Files that arrived whole are read one after the other: one in memory at a time, however many schools send at once. */
export class ReceiveQueue {
  #last: Promise<unknown> = Promise.resolve();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Runs `work` after all before it. */
  async add<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#length += 1;
    const turn = this.#last.then(work, work).finally(() => {
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
