import { monthCount, periods } from '../time/periods.js';

/** Values of breakdowns: `{ segment: 'Small', channel: 'referral' }`. */
export type Breakdown = Readonly<Record<string, string>>;

interface Leg {
  readonly length: number;
  readonly total: Float64Array;
  readonly by: Map<string, Map<string, Float64Array>>;
}

/**
 * Counts by leg, period and breakdown. A *flow* is counted by month, and every longer period is the sum of its months;
 * a *count* is what has to be decided for each period on its own (who was there at both ends, distinct buyers).
 * Whole numbers (cents, records, seconds) stay exact: sums are below 2^53.
 */
export class Ledger {
  readonly #legs = new Map<string, Leg>();

  /** The cells of a flow, indexed by month from January 2023: the total first, then one array a breakdown. */
  flow(name: string, breakdown: Breakdown = {}): readonly Float64Array[] {
    return this.#cells(name, monthCount, breakdown);
  }

  /** The cells of a count, indexed like `periods`. */
  count(name: string, breakdown: Breakdown = {}): readonly Float64Array[] {
    return this.#cells(name, periods.length, breakdown);
  }

  /** Adds to a flow in a month; months outside the simulated years are ignored. */
  add(name: string, month: number, amount: number, breakdown: Breakdown = {}): void {
    if (month < 0 || month >= monthCount) return;
    for (const cells of this.flow(name, breakdown)) cells[month] = (cells[month] as number) + amount;
  }

  /** What a leg holds for a period (index of `periods`); 0 where nothing was counted. */
  read(name: string, periodIndex: number, dimension?: string, value?: string): number {
    const leg = this.#legs.get(name);
    if (!leg) return 0;
    const cells = dimension === undefined ? leg.total : leg.by.get(dimension)?.get(value ?? '');
    if (!cells) return 0;
    if (leg.length === periods.length) return cells[periodIndex] as number;
    const { firstMonth, endMonth } = periods[periodIndex] as (typeof periods)[number];
    let sum = 0;
    for (let month = firstMonth; month < endMonth; month++) sum += cells[month] as number;
    return sum;
  }

  /** Values that a breakdown of any of the legs has, sorted. */
  values(names: readonly string[], dimension: string): string[] {
    const found = new Set<string>();
    for (const name of names) for (const value of this.#legs.get(name)?.by.get(dimension)?.keys() ?? []) found.add(value);
    return [...found].sort();
  }

  names(): string[] {
    return [...this.#legs.keys()].sort();
  }

  #cells(name: string, length: number, breakdown: Breakdown): Float64Array[] {
    let leg = this.#legs.get(name);
    if (!leg) {
      leg = { length, total: new Float64Array(length), by: new Map() };
      this.#legs.set(name, leg);
    }
    if (leg.length !== length) throw new Error(`a leg is either a flow or a count: ${name}`);
    const cells = [leg.total];
    for (const dimension in breakdown) {
      let values = leg.by.get(dimension);
      if (!values) leg.by.set(dimension, (values = new Map()));
      const value = breakdown[dimension] as string;
      let own = values.get(value);
      if (!own) values.set(value, (own = new Float64Array(length)));
      cells.push(own);
    }
    return cells;
  }
}
