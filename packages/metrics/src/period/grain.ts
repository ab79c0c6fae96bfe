/** How a range of dates is cut into periods. `total` leaves it whole. */
export const grains = [
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'fiscal_quarter',
  'fiscal_year',
  'total',
] as const;

export type Grain = (typeof grains)[number];

/** A trailing window that ends where the period ends, in place of the period itself. */
export interface Rolling {
  readonly unit: 'day' | 'week' | 'month';
  readonly count: number;
}
