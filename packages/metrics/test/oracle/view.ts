import type { FactRow, World } from '../support/engine.js';
import { daysFrom } from './dates.js';
import type { OraclePeriod } from './periods.js';

/** A figure that cannot be had; carries the reason's code. */
export class Missing extends Error {}

export type Test = (row: FactRow) => boolean;

/** What a metric's plain double returns: its value, and the ends of its interval where the double works them out. */
export interface OracleFigure {
  readonly value: number;
  readonly interval?: readonly [number, number] | null;
}

export type Assumptions = Readonly<Record<string, number>>;

/** With which column the life of a record begins. */
const births: Readonly<Record<string, string>> = {
  customer_span: 'from_date',
  deal: 'created_date',
  deal_span: 'from_date',
  lead: 'created_date',
  ticket: 'created_date',
};

/** The facts of a world as one cell sees them: `keeps` says whether a row belongs to the breakdown and filters. */
export class View {
  readonly period: OraclePeriod;
  readonly assumptions: Assumptions;
  readonly #world: World;
  readonly #keeps: (fact: string, row: FactRow) => boolean;

  constructor(
    world: World,
    period: OraclePeriod,
    assumptions: Assumptions,
    keeps: (fact: string, row: FactRow) => boolean,
  ) {
    this.#world = world;
    this.period = period;
    this.assumptions = assumptions;
    this.#keeps = keeps;
  }

  /** Every row of a fact, whatever the breakdown. */
  all(fact: string): readonly FactRow[] {
    return this.#world[fact] ?? [];
  }

  rows(fact: string): readonly FactRow[] {
    return this.all(fact).filter((row) => this.#keeps(fact, row));
  }

  /** No record at all, or none born or dated before `end`: nobody knows. */
  #known(fact: string, date: string, end: string): void {
    if (this.all(fact).length === 0) throw new Missing('not_available');
    const columns = [date, births[fact] ?? date];
    const dates = this.all(fact).flatMap((row) =>
      columns.flatMap((column) => (typeof row[column] === 'string' ? [row[column]] : [])),
    );
    if (dates.every((one) => one >= end)) throw new Missing('no_data');
  }

  /** Rows whose date lies in [from, to); by default in the part of the period that is looked at. */
  flow(fact: string, date: string, test: Test = () => true, from?: string, to?: string): readonly FactRow[] {
    const start = from ?? this.period.start;
    const end = to ?? this.period.edge;
    this.#known(fact, date, end);
    return this.rows(fact).filter((row) => isWithin(row[date], start, end) && test(row));
  }

  /** Spans that hold at an edge: dated before it, not ended before it. */
  stock(fact: string, edge: string, test: Test = () => true, from = 'from_date'): readonly FactRow[] {
    this.#known(fact, from, edge);
    return this.rows(fact).filter((row) => holds(row, edge, from) && test(row));
  }
}

export const isWithin = (date: unknown, start: string, end: string): boolean =>
  typeof date === 'string' && date >= start && date < end;

export function holds(row: FactRow, edge: string, from = 'from_date'): boolean {
  const begun = row[from];
  const ended = row['to_date'];
  return (
    typeof begun === 'string' &&
    begun < edge &&
    (typeof ended !== 'string' || (ended >= edge && ended >= begun))
  );
}

/** Sum in ten-thousandths, so that money adds up exactly; null counts as nothing. */
export function total(rows: readonly FactRow[], column: string): number {
  return rows.reduce((sum, row) => sum + Math.round(Number(row[column] ?? 0) * 10_000), 0) / 10_000;
}

export const has =
  (column: string): Test =>
  (row) =>
    row[column] !== null && row[column] !== undefined;

export const is =
  (column: string, value: string | boolean): Test =>
  (row) =>
    row[column] === value;

export const allOf =
  (...tests: readonly Test[]): Test =>
  (row) =>
    tests.every((test) => test(row));

export function ratio(numerator: number, denominator: number): number {
  if (denominator === 0) throw new Missing('zero_denominator');
  return numerator / denominator;
}

export const valuesOf = (rows: readonly FactRow[], column: string): readonly number[] =>
  rows.flatMap((row) =>
    typeof row[column] === 'number' || typeof row[column] === 'string' ? [Number(row[column])] : [],
  );

export const distinctOf = (rows: readonly FactRow[], column: string): ReadonlySet<string> =>
  new Set(rows.flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : [])));

/** Days of a span inside [start, end). */
export function daysInside(row: FactRow, start: string, end: string): number {
  const from = row['from_date'];
  if (typeof from !== 'string') return 0;
  const to = typeof row['to_date'] === 'string' ? row['to_date'] : '9999-12-31';
  if (to < from) return 0;
  const low = from > start ? from : start;
  const high = to < end ? to : end;
  return low < high ? daysFrom(low, high) : 0;
}
