import type { ColumnFormat } from './column-format.js';

/** A question the data cannot answer: the import stops and asks. */
export interface ColumnAmbiguity {
  readonly question: 'date order' | 'decimal mark';
  /** Values that can be read both ways. */
  readonly examples: readonly string[];
  /** What the readings would be, and the flag or mapping line that decides: a sentence. */
  readonly remedy: string;
}

export interface ProfileNote {
  /** Id of a validation rule: F-05, F-09, T-06, T-08. */
  readonly rule: string;
  readonly severity: 'info' | 'warning';
  readonly message: string;
}

/** What one column of raw text holds, seen over every row. */
export interface ColumnProfile {
  readonly name: string;
  readonly header: string;
  readonly rows: number;
  /** NULL, blank, or a null spelling. */
  readonly empty: number;
  /** About: HyperLogLog, within a few percent. */
  readonly distinct: number;
  /** Null spellings that occur, as written; `''` for text of blanks only. */
  readonly nulls: readonly string[];
  readonly examples: readonly string[];
  /** Ways to read the column, best first. Each but text was checked against every value. */
  readonly formats: readonly ColumnFormat[];
  /** Values the first format cannot read. */
  readonly bad: { readonly count: number; readonly examples: readonly string[] };
  /** Why the first format was taken: a sentence with the value that decides. */
  readonly proof: string;
  /** Every value is `<digits>.0`: ids that went through a float (rule F-09). */
  readonly floatIds: boolean;
  readonly notes: readonly ProfileNote[];
  readonly ambiguous?: ColumnAmbiguity;
}
