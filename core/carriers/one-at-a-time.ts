/** Work that must not overlap: the button and the clock may ask a carrier at the same moment. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async whenIdle(): Promise<void> {
    await this.#last;
  }
}
