import { periods } from '../time/periods.js';
import type { Breakdown } from './ledger.js';

/** Every single value of a measure with its month and breakdown, because a median does not roll up. */
export class SampleList {
  #values = new Float64Array(1024);
  #months = new Int8Array(1024);
  readonly #codes = new Map<string, { values: Map<string, number>; codes: Uint16Array }>();
  #count = 0;
  readonly dimensions: readonly string[];

  constructor(dimensions: readonly string[]) {
    this.dimensions = dimensions;
    for (const dimension of dimensions) {
      this.#codes.set(dimension, { values: new Map(), codes: new Uint16Array(1024) });
    }
  }

  /** Months outside the simulated years are ignored. */
  add(month: number, value: number, breakdown: Breakdown): void {
    if (month < 0 || month > 35) return;
    if (this.#count === this.#values.length) this.#grow();
    this.#values[this.#count] = value;
    this.#months[this.#count] = month;
    for (const dimension of this.dimensions) {
      const store = this.#codes.get(dimension) as { values: Map<string, number>; codes: Uint16Array };
      const label = breakdown[dimension] ?? '';
      let code = store.values.get(label);
      if (code === undefined) store.values.set(label, (code = store.values.size));
      store.codes[this.#count] = code;
    }
    this.#count += 1;
  }

  values(dimension: string): string[] {
    return [...(this.#codes.get(dimension)?.values.keys() ?? [])].sort();
  }

  /** The values of a period, ascending. */
  sorted(periodIndex: number, dimension?: string, label?: string): Float64Array {
    const { firstMonth, endMonth } = periods[periodIndex] as (typeof periods)[number];
    return this.sortedBetween(firstMonth, endMonth, dimension, label);
  }

  /** The values of the months [firstMonth, endMonth), ascending. */
  sortedBetween(firstMonth: number, endMonth: number, dimension?: string, label?: string): Float64Array {
    const store = dimension === undefined ? undefined : this.#codes.get(dimension);
    const code = store?.values.get(label ?? '');
    const found: number[] = [];
    for (let index = 0; index < this.#count; index++) {
      const month = this.#months[index] as number;
      if (month < firstMonth || month >= endMonth) continue;
      if (store && store.codes[index] !== code) continue;
      found.push(this.#values[index] as number);
    }
    return Float64Array.from(found).sort();
  }

  #grow(): void {
    const length = this.#values.length * 2;
    const values = new Float64Array(length);
    values.set(this.#values);
    this.#values = values;
    const months = new Int8Array(length);
    months.set(this.#months);
    this.#months = months;
    for (const store of this.#codes.values()) {
      const codes = new Uint16Array(length);
      codes.set(store.codes);
      store.codes = codes;
    }
  }
}

/** The middle value, or the mean of the two middle ones; null of nothing. */
export function median(sorted: ArrayLike<number>): number | null {
  const count = sorted.length;
  if (count === 0) return null;
  const upper = sorted[Math.floor(count / 2)] as number;
  return count % 2 === 1 ? upper : ((sorted[count / 2 - 1] as number) + upper) / 2;
}
