/** What follows from the committed data alone: asked for once, until something is committed. */
export class Remembered {
  readonly #commits: () => number;
  readonly #kept = new Map<string, Promise<unknown>>();
  #at = -1;

  /** @param commits counts up with each commit */
  constructor(commits: () => number) {
    this.#commits = commits;
  }

  of<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const at = this.#commits();
    if (at !== this.#at) this.forget();
    this.#at = at;
    const kept = this.#kept.get(name);
    if (kept !== undefined) return kept as Promise<T>;
    const asked = ask();
    this.#kept.set(name, asked);
    // A failure is nobody's answer but his who asked.
    asked.catch(() => {
      if (this.#kept.get(name) === asked) this.#kept.delete(name);
    });
    return asked;
  }

  forget(): void {
    this.#kept.clear();
  }
}
