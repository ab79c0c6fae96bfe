/** Work that must not overlap: each begins when the one before has ended, whatever became of it. */
export class Queue {
  readonly #onEnd: () => void;
  #last: Promise<unknown> = Promise.resolve();

  /** @param onEnd called after each work has ended */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work);
    this.#last = next.catch(() => undefined).finally(this.#onEnd);
    return next;
  }

  async idle(): Promise<void> {
    await this.#last;
  }
}
