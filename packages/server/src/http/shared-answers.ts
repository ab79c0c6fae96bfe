interface Flight {
  readonly answer: Promise<unknown>;
  readonly stop: AbortController;
  askers: number;
}

/** Answers on their way: who asks for the same one waits with the others; it is given up when the last has left. */
export class SharedAnswers {
  readonly #flights = new Map<string, Flight>();

  /**
   * @param key the same for the same question of the same data
   * @param left aborted when this asker is gone
   */
  async join<T>(key: string, left: AbortSignal, make: (stop: AbortSignal) => Promise<T>): Promise<T> {
    const flight = this.#flights.get(key) ?? this.#begin(key, make);
    flight.askers += 1;
    const leave = () => {
      flight.askers -= 1;
      if (flight.askers > 0) return;
      this.#end(key, flight);
      flight.stop.abort();
    };
    left.addEventListener('abort', leave, { once: true });
    try {
      return (await flight.answer) as T;
    } finally {
      left.removeEventListener('abort', leave);
    }
  }

  #begin<T>(key: string, make: (stop: AbortSignal) => Promise<T>): Flight {
    const stop = new AbortController();
    const flight: Flight = { answer: make(stop.signal), stop, askers: 0 };
    this.#flights.set(key, flight);
    const end = () => this.#end(key, flight);
    flight.answer.then(end, end);
    return flight;
  }

  /** Whoever asks from now on begins anew. */
  #end(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
