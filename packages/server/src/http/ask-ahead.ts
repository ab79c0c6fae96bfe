/** A question as it came in. */
export interface Question {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/** Asks the server itself; ends when the answer is there, or soon after `stop`. */
export type Ask = (question: Question, stop: AbortSignal) => Promise<void>;

/** A question that took so many milliseconds is worth asking ahead. */
const dear = 100;
/** So many of the latest are remembered. */
const remembered = 30;

const keyOf = ({ method, url, body }: Question): string => JSON.stringify([method, url, body]);

/**
 * Asks anew, when the data has changed, what took long to answer lately: who looks next finds the answer there. One
 * after the other, the latest first, and only while nothing is imported.
 */
export class AskAhead {
  readonly #isAtWork: () => boolean;
  readonly #version: () => Promise<string>;
  readonly #lately = new Map<string, Question>();
  #ask: Ask | null = null;
  #stop = new AbortController();
  #round: Promise<void> = Promise.resolve();
  /** State of the data for which everything was asked. */
  #askedAt = '';
  /** The question that it asks itself; no person did. */
  #own: string | null = null;

  constructor(isAtWork: () => boolean, version: () => Promise<string>) {
    this.#isAtWork = isAtWork;
    this.#version = version;
  }

  /** Remembers a question that took so many milliseconds. */
  note(question: Question, milliseconds: number): void {
    const key = keyOf(question);
    if (milliseconds < dear || key === this.#own) return;
    this.#lately.delete(key);
    this.#lately.set(key, question);
    const [oldest] = this.#lately.keys();
    if (this.#lately.size > remembered && oldest !== undefined) this.#lately.delete(oldest);
  }

  /** From now on questions can be asked; `first` are those that everybody begins with. */
  open(ask: Ask, first: readonly Question[]): void {
    this.#ask = ask;
    for (const question of first) this.#lately.set(keyOf(question), question);
    this.begin();
  }

  /** To be called when something may have changed. */
  begin(): void {
    if (this.#ask === null) return;
    const { signal } = this.#stop;
    this.#round = this.#round.then(() => this.#askAll(signal)).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#ask = null;
    await this.#round;
  }

  async #askAll(stop: AbortSignal): Promise<void> {
    const isOver = () => stop.aborted || this.#isAtWork();
    if (isOver()) return;
    const version = await this.#version();
    if (version === this.#askedAt) return;
    for (const [key, question] of [...this.#lately].toReversed()) {
      if (isOver() || this.#ask === null) return;
      this.#own = key;
      // What goes wrong is told to whoever asks next, not here.
      await this.#ask(question, stop).catch(() => undefined);
      this.#own = null;
    }
    this.#askedAt = version;
  }
}
