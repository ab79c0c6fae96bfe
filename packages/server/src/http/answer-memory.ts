/**
 * What was made lately by its tag, whole or packed for the way, the one that was not asked for longest going first. A tag
 * names the data and the question, so a kept answer is never out of date; it only saves making and writing it again.
 */
export class AnswerMemory<T extends { readonly length: number }> {
  readonly #most: number;
  readonly #answers = new Map<string, T>();
  readonly #making = new Map<string, Promise<T>>();
  #size = 0;

  /** @param most characters or bytes that are kept in all */
  constructor(most: number) {
    this.#most = most;
  }

  find(tag: string): T | undefined {
    const found = this.#answers.get(tag);
    if (found !== undefined) {
      // A Map keeps the order of insertion: what was asked for goes to the end.
      this.#answers.delete(tag);
      this.#answers.set(tag, found);
    }
    return found;
  }

  keep(tag: string, answer: T): void {
    if (answer.length > this.#most / 4 || this.#answers.has(tag)) return;
    this.#answers.set(tag, answer);
    this.#size += answer.length;
    for (const [oldest, { length }] of this.#answers) {
      if (this.#size <= this.#most) break;
      this.#answers.delete(oldest);
      this.#size -= length;
    }
  }

  /** What is kept, or else what `make` gives, made once for all who ask meanwhile. */
  async of(tag: string, make: () => Promise<T>): Promise<T> {
    const found = this.find(tag);
    if (found !== undefined) return found;
    const making = this.#making.get(tag) ?? make();
    this.#making.set(tag, making);
    try {
      const made = await making;
      this.keep(tag, made);
      return made;
    } finally {
      this.#making.delete(tag);
    }
  }
}
