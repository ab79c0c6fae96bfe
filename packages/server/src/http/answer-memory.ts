/**
 * Answers by their tag, as text, the one that was not asked for longest going first. A tag names the data and the
 * question, so a kept answer is never out of date; it only saves asking and writing it again.
 */
export class AnswerMemory {
  readonly #most: number;
  readonly #answers = new Map<string, string>();
  #size = 0;

  /** @param most characters that are kept in all */
  constructor(most: number) {
    this.#most = most;
  }

  find(tag: string): string | undefined {
    const found = this.#answers.get(tag);
    if (found !== undefined) {
      // A Map keeps the order of insertion: what was asked for goes to the end.
      this.#answers.delete(tag);
      this.#answers.set(tag, found);
    }
    return found;
  }

  keep(tag: string, answer: string): void {
    if (answer.length > this.#most / 4 || this.#answers.has(tag)) return;
    this.#answers.set(tag, answer);
    this.#size += answer.length;
    for (const [oldest, text] of this.#answers) {
      if (this.#size <= this.#most) break;
      this.#answers.delete(oldest);
      this.#size -= text.length;
    }
  }
}
