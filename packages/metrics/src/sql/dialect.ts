/**
 * What an engine can do and how it spells it. A renderer asks only through here; a capability that an engine lacks
 * must be met by an equivalent, or its use fails with the dialect's name.
 */
export interface Dialect {
  readonly name: string;
  /** Identifier, quoted where needed. */
  readonly identifier: (name: string) => string;
  /** The table of a fact. */
  readonly table: (fact: string) => string;
  /** Placeholder of the n-th parameter, from 1. */
  readonly placeholder: (position: number) => string;
  readonly date: (iso: string) => string;
  /** Text of a number that keeps every digit. */
  readonly asText: (expression: string) => string;
  readonly asDouble: (expression: string) => string;
  readonly daysBetween: (from: string, to: string) => string;
  /** FROM item `(period, start_date, end_date, day)`: every day of every window of the table `windows(period, start_date, end_date)`. */
  readonly daysOfWindows: string;
  /** Said of a CTE that is used several times and is dear: `MATERIALIZED`, or nothing where the engine sees it itself. */
  readonly readOnce: string;
  /** Values in ascending order as an array, the rows that fail `filter` left out. */
  readonly sortedArray: (value: string, filter: string) => string;
  /** Elements from–to (1-based, both included, clipped) as comma-separated text. */
  readonly sliceText: (array: string, from: string, to: string) => string;
  /** Quantile of an aggregate, neighbours interpolated. */
  readonly quantile: (value: string, q: number) => string;
  readonly arrayLength: (array: string) => string;
  readonly countIf: (condition: string) => string;
  readonly sumIf: (value: string, condition: string) => string;
  readonly countDistinctIf: (value: string, condition: string) => string;
}
