/** Work that must not overlap: each begins when the one before has ended, whatever became of it. */
export class Queue {
  readonly #onEnd: () => void;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @param onEnd called after each work has ended */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const next = this.#last.then(work).finally(() => (this.#waiting -= 1));
    this.#last = next.catch(() => undefined).finally(this.#onEnd);
    return next;
  }

  /** Something runs or waits for its turn. */
  get isBusy(): boolean {
    return this.#waiting > 0;
  }

  async idle(): Promise<void> {
    await this.#last;
  }
}
