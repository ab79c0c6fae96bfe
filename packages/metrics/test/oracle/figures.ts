import {
  isInterval,
  type IntervalResult,
  meanInterval,
  npsInterval,
  poissonRateInterval,
  quantile,
  quantileInterval,
  ratioInterval,
  wilsonInterval,
} from '@bellwether/stats';
import type { FactRow } from '../support/engine.js';
import { Missing, type OracleFigure, ratio, total, valuesOf } from './view.js';

const ends = (result: IntervalResult): readonly [number, number] | null =>
  isInterval(result) ? [result.low, result.high] : null;

/** k of n, with its score interval. */
export const share = (k: number, n: number): OracleFigure => ({
  value: ratio(k, n),
  interval: ends(wilsonInterval(k, n)),
});

export const countOf = (n: number): OracleFigure => ({
  value: n,
  interval: ends(poissonRateInterval(n, 1)),
});

/** Something for each of n events. */
export function perEvent(amount: number, n: number, scale = 1): OracleFigure {
  const value = ratio(amount, n) * scale;
  const limits = ends(poissonRateInterval(n, 1));
  if (limits === null) return { value };
  const both = [(value * n) / limits[1], (value * n) / limits[0]].sort((a, b) => a - b);
  return { value, interval: [both[0] ?? 0, both[1] ?? 0] };
}

export function quantileOf(rows: readonly FactRow[], column: string, q: number): OracleFigure {
  const values = [...valuesOf(rows, column)].sort((a, b) => a - b);
  const value = quantile(values, q);
  if (value === null) throw new Missing('no_values');
  return { value, interval: ends(quantileInterval(values, q)) };
}

export const medianOf = (rows: readonly FactRow[], column: string): OracleFigure =>
  quantileOf(rows, column, 0.5);

export function meanOfValues(values: readonly number[], scale = 1): OracleFigure {
  if (values.length === 0) throw new Missing('no_values');
  const value = (scale * values.reduce((sum, one) => sum + one, 0)) / values.length;
  const limits = values.length < 2 ? null : ends(meanInterval(values));
  return { value, interval: limits === null ? null : [scale * limits[0], scale * limits[1]] };
}

export const meanOf = (rows: readonly FactRow[], column: string): OracleFigure =>
  meanOfValues(valuesOf(rows, column));

/** Sum over sum with customers as the units: one customer's rows go together; rows without one stand alone. */
export function clustered(
  rows: readonly FactRow[],
  numerator: (row: FactRow) => number,
  denominator: (row: FactRow) => number,
): OracleFigure {
  const x = new Map<string, number>();
  const y = new Map<string, number>();
  for (const row of rows) {
    const unit = String(row['account_id'] ?? row['record_id']);
    x.set(unit, (x.get(unit) ?? 0) + numerator(row));
    y.set(unit, (y.get(unit) ?? 0) + denominator(row));
  }
  const xs = [...x.values()];
  const ys = [...y.values()];
  const value = ratio(
    xs.reduce((sum, one) => sum + one, 0),
    ys.reduce((sum, one) => sum + one, 0),
  );
  return { value, interval: xs.length < 2 ? null : ends(ratioInterval(xs, ys)) };
}

/** The same where the numerator is a part of the denominator: limits outside 0 to 1 are cut. */
export function sharePart(...parts: Parameters<typeof clustered>): OracleFigure {
  const { value, interval } = clustered(...parts);
  const cut = (limit: number): number => Math.min(1, Math.max(0, limit));
  return { value, interval: interval ? [cut(interval[0]), cut(interval[1])] : (interval ?? null) };
}

export const money = (row: FactRow, column: string): number => Number(row[column] ?? 0);

export const npsOf = (promoters: number, detractors: number, answers: number): OracleFigure => ({
  value: 100 * ratio(promoters - detractors, answers),
  interval: ends(npsInterval({ promoters, detractors, passives: answers - promoters - detractors })),
});

export { total };
