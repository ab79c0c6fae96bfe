import type { MadeRow, MadeRows } from './ground.js';

/** Rows that a rule must find, beside rows that look like it and must not be found. */
export interface RuleCase {
  readonly rule: string;
  /** What it is about, and where the example comes from. */
  readonly about: string;
  readonly rows: MadeRows;
  /** Every record that the rule finds, worked out by hand. */
  readonly breaks: readonly string[];
  /** Records among the rows that are near misses: they are in order. */
  readonly spares: readonly string[];
  /** What other rules find in these rows, by rule. Nothing else may be found. */
  readonly also?: Readonly<Record<string, readonly string[]>>;
}

/** The same row many times, each with what makes it its own. */
export const many = (count: number, row: (index: number) => MadeRow): MadeRow[] =>
  Array.from({ length: count }, (_, index) => row(index));

/** A day so many days from today, ISO. */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
