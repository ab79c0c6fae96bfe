import type { NumberOrParameter } from './parameter.js';

/** What a leg makes of its rows. Rows without a value in `column` are left out. */
export type Aggregate =
  | { readonly kind: 'count' }
  | { readonly kind: 'count_distinct'; readonly column: string }
  | { readonly kind: 'sum'; readonly column: string }
  /** The arithmetic mean. */
  | { readonly kind: 'mean'; readonly column: string }
  /** The quantile at `q` in (0, 1), between neighbours by linear interpolation. */
  | { readonly kind: 'quantile'; readonly column: string; readonly q: number }
  /** One mean per member (`by`), each row weighted by `weight`; then the mean over members. */
  | {
      readonly kind: 'mean_of_members';
      readonly column: string;
      readonly weight: string;
      readonly by: string;
    }
  /** Present value at the first date among the rows: amount / (1 + rate) ** (days / 365). `rate` is a year's. */
  | { readonly kind: 'present_value'; readonly column: string; readonly rate: NumberOrParameter };

export const count: Aggregate = { kind: 'count' };
export const sum = (column: string): Aggregate => ({ kind: 'sum', column });
export const mean = (column: string): Aggregate => ({ kind: 'mean', column });
export const distinct = (column: string): Aggregate => ({ kind: 'count_distinct', column });
export const quantile = (column: string, q: number): Aggregate => ({ kind: 'quantile', column, q });
export const median = (column: string): Aggregate => quantile(column, 0.5);
