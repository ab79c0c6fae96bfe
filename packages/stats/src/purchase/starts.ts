import type { PurchaseRows } from './rows.js';
import type { PurchaseModelId } from './model.js';

/**
 * Starts in logs of the parameters in scaled time (mean age 1): one from the moments of the repeat counts
 * (a negative binomial without leaving, then leaving at a mild pace), and two crude ones on other sides.
 */
export function startsFor(model: PurchaseModelId, rows: PurchaseRows): number[][] {
  const mean = rows.totalRepeats / rows.customers;
  let squares = 0;
  for (let row = 0; row < rows.rowCount; row++) {
    squares += rows.counts[row]! * (rows.rowRepeats[row]! - mean) ** 2;
  }
  const excess = squares / rows.customers - mean;
  const r = Math.min(10, Math.max(0.05, excess > 0 ? (mean * mean) / excess : 10));
  const moment = [r, r / mean];
  const leaving = model === 'pareto-nbd' ? [0.6, 0.5] : [0.8, 2.5];
  return [
    [...moment, ...leaving],
    [1, 1, 1, 1],
    model === 'pareto-nbd' ? [0.3, 0.2, 0.3, 0.2] : [0.3, 0.2, 2, 4],
  ].map((start) => start.map(Math.log));
}
