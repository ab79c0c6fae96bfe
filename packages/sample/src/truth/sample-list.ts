import { monthCount, periods } from '../time/periods.js';
import type { Breakdown } from './ledger.js';

interface Dimension {
  readonly values: Map<string, number>;
  codes: Uint16Array;
}

/** Values of one group in order of month, and where each month begins. */
interface Group {
  readonly values: Float64Array;
  readonly starts: Uint32Array;
}

/** Every single value of a measure with its month and breakdown, because a median does not roll up. */
export class SampleList {
  readonly dimensions: readonly string[];
  #values = new Float64Array(1024);
  #months = new Int8Array(1024);
  readonly #stores: readonly Dimension[];
  #count = 0;
  readonly #groups = new Map<string, Map<number, Group>>();

  constructor(dimensions: readonly string[]) {
    this.dimensions = dimensions;
    this.#stores = dimensions.map(() => ({
      values: new Map<string, number>(),
      codes: new Uint16Array(1024),
    }));
  }

  /** Months outside the simulated years are ignored. */
  add(month: number, value: number, breakdown: Breakdown): void {
    if (month < 0 || month >= monthCount) return;
    if (this.#count === this.#values.length) this.#grow();
    this.#values[this.#count] = value;
    this.#months[this.#count] = month;
    this.dimensions.forEach((dimension, index) => {
      const store = this.#stores[index] as Dimension;
      const label = breakdown[dimension] ?? '';
      let code = store.values.get(label);
      if (code === undefined) store.values.set(label, (code = store.values.size));
      store.codes[this.#count] = code;
    });
    this.#count += 1;
    this.#groups.clear();
  }

  values(dimension: string): string[] {
    return [...(this.#stores[this.dimensions.indexOf(dimension)]?.values.keys() ?? [])].sort();
  }

  /** The values of a period, ascending. */
  sorted(periodIndex: number, dimension?: string, label?: string): Float64Array {
    const { firstMonth, endMonth } = periods[periodIndex] as (typeof periods)[number];
    return this.sortedBetween(firstMonth, endMonth, dimension, label);
  }

  /** The values of the months [firstMonth, endMonth), ascending. */
  sortedBetween(firstMonth: number, endMonth: number, dimension?: string, label?: string): Float64Array {
    const store = dimension === undefined ? undefined : this.#stores[this.dimensions.indexOf(dimension)];
    const code = store === undefined ? 0 : store.values.get(label ?? '');
    const group = code === undefined ? undefined : this.#grouped(dimension ?? '', store).get(code);
    if (!group) return new Float64Array(0);
    return group.values.slice(group.starts[firstMonth], group.starts[endMonth]).sort();
  }

  /** Groups of a breakdown, made once: a counting sort by code and month. */
  #grouped(dimension: string, store: Dimension | undefined): Map<number, Group> {
    const known = this.#groups.get(dimension);
    if (known) return known;
    const size = store?.values.size ?? 1;
    const cells = new Uint32Array(size * monthCount + 1);
    const cellOf = (index: number): number =>
      (store === undefined ? 0 : (store.codes[index] as number)) * monthCount +
      (this.#months[index] as number);
    for (let index = 0; index < this.#count; index++)
      cells[cellOf(index) + 1] = (cells[cellOf(index) + 1] as number) + 1;
    for (let cell = 1; cell < cells.length; cell++)
      cells[cell] = (cells[cell] as number) + (cells[cell - 1] as number);
    const next = cells.slice();
    const sorted = new Float64Array(this.#count);
    for (let index = 0; index < this.#count; index++) {
      const cell = cellOf(index);
      sorted[next[cell] as number] = this.#values[index] as number;
      next[cell] = (next[cell] as number) + 1;
    }
    const groups = new Map<number, Group>();
    for (let code = 0; code < size; code++) {
      const from = cells[code * monthCount] as number;
      const to = cells[(code + 1) * monthCount] as number;
      const starts = Uint32Array.from(
        { length: monthCount + 1 },
        (_, month) => (cells[code * monthCount + month] as number) - from,
      );
      groups.set(code, { values: sorted.subarray(from, to), starts });
    }
    this.#groups.set(dimension, groups);
    return groups;
  }

  #grow(): void {
    const length = this.#values.length * 2;
    const values = new Float64Array(length);
    values.set(this.#values);
    this.#values = values;
    const months = new Int8Array(length);
    months.set(this.#months);
    this.#months = months;
    for (const store of this.#stores) {
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
