import type { NumberOrParameter } from './parameter.js';

/** A test that a row of a fact must pass. All tests of a leg must hold. */
export type Condition =
  | { readonly column: string; readonly is: string | boolean }
  | { readonly column: string; readonly in: readonly string[] }
  /** Rows without a value pass: nobody said that they belong to the list. */
  | { readonly column: string; readonly not_in: readonly string[] }
  | { readonly column: string; readonly known: boolean }
  | { readonly column: string; readonly at_least: NumberOrParameter }
  | { readonly column: string; readonly at_most: NumberOrParameter }
  /** A date at most so many days after another date of the row, and not before it. */
  | { readonly column: string; readonly within_days: NumberOrParameter; readonly of: string }
  /** The value occurs in that column of another fact (the paid channels, for example). */
  | { readonly column: string; readonly found_in: FoundIn };

export interface FoundIn {
  readonly fact: string;
  readonly column: string;
  readonly where: readonly Condition[];
}
