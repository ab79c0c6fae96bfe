import { monthCount, periods } from '../time/periods.js';

/** Values of breakdowns: `{ segment: 'Small', channel: 'referral' }`. */
export type Breakdown = Readonly<Record<string, string>>;

interface Leg {
  readonly length: number;
  readonly total: Float64Array;
  readonly by: Map<string, Map<string, Float64Array>>;
  /** Cells by breakdown object: the same object is used for thousands of events. */
  readonly known: Map<Breakdown, readonly Float64Array[]>;
}

const none: Breakdown = Object.freeze({});

/**
 * Counts by leg, period and breakdown. A *flow* is counted by month, and every longer period is the sum of its months;
 * a *count* is what has to be decided for each period on its own (who was there at both ends, distinct buyers).
 * Whole numbers (cents, records, seconds) stay exact: sums are below 2^53.
 */
export class Ledger {
  readonly #legs = new Map<string, Leg>();
  readonly #breakdowns = new Map<string, Breakdown>();

  /** One object for equal breakdowns, so that cells are found by identity. */
  breakdown(values: Readonly<Record<string, string>>): Breakdown {
    let key = '';
    for (const dimension in values) key += `${dimension}=${values[dimension] as string};`;
    let breakdown = this.#breakdowns.get(key);
    if (!breakdown) this.#breakdowns.set(key, (breakdown = Object.freeze({ ...values })));
    return breakdown;
  }

  /** The cells of a flow, indexed by month from January 2023: the total first, then one array a breakdown. */
  flow(name: string, breakdown: Breakdown = none): readonly Float64Array[] {
    return this.#cells(name, monthCount, breakdown);
  }

  /** The cells of a count, indexed like `periods`. */
  count(name: string, breakdown: Breakdown = none): readonly Float64Array[] {
    return this.#cells(name, periods.length, breakdown);
  }

  /** Adds to a flow in a month; months outside the simulated years are ignored. */
  add(name: string, month: number, amount: number, breakdown: Breakdown = none): void {
    if (month < 0 || month >= monthCount) return;
    bump(this.flow(name, breakdown), month, amount);
  }

  /** What a leg holds for a period (index of `periods`); 0 where nothing was counted. */
  read(name: string, periodIndex: number, dimension?: string, value?: string): number {
    const { firstMonth, endMonth } = periods[periodIndex] as (typeof periods)[number];
    const leg = this.#legs.get(name);
    if (leg?.length !== periods.length) return this.readMonths(name, firstMonth, endMonth, dimension, value);
    return cellsOf(leg, dimension, value)?.[periodIndex] ?? 0;
  }

  /** What a flow holds for the months [firstMonth, endMonth). */
  readMonths(name: string, firstMonth: number, endMonth: number, dimension?: string, value?: string): number {
    const leg = this.#legs.get(name);
    const cells = leg && cellsOf(leg, dimension, value);
    if (!cells) return 0;
    let sum = 0;
    for (let month = firstMonth; month < endMonth; month++) sum += cells[month] as number;
    return sum;
  }

  /** Values that a breakdown of any of the legs has, sorted. */
  values(names: readonly string[], dimension: string): string[] {
    const found = new Set<string>();
    for (const name of names) {
      for (const value of this.#legs.get(name)?.by.get(dimension)?.keys() ?? []) found.add(value);
    }
    return [...found].sort();
  }

  names(): string[] {
    return [...this.#legs.keys()].sort();
  }

  #cells(name: string, length: number, breakdown: Breakdown): readonly Float64Array[] {
    let leg = this.#legs.get(name);
    if (!leg) {
      leg = { length, total: new Float64Array(length), by: new Map(), known: new Map() };
      this.#legs.set(name, leg);
    }
    const known = leg.known.get(breakdown);
    if (known) return known;
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
    leg.known.set(breakdown, cells);
    return cells;
  }
}

const cellsOf = (leg: Leg, dimension?: string, value?: string): Float64Array | undefined =>
  dimension === undefined ? leg.total : leg.by.get(dimension)?.get(value ?? '');

/** Adds to one cell of a total and of its breakdowns. */
export function bump(cells: readonly Float64Array[], index: number, amount: number): void {
  for (const cell of cells) cell[index] = (cell[index] as number) + amount;
}
