import { statisticsError } from '../errors.js';
import { coerceObservations, type Observations } from './observations.js';

export interface CusumTest {
  /** Largest |cumulative deviation from the mean| / (s sqrt n). */
  readonly statistic: number;
  /** Chance of one at least this large when the level never changed. */
  readonly p: number;
}

/**
 * Test of a constant level by the cumulative sum of residuals (Ploberger & Kraemer 1992); the limit is the
 * supremum of a Brownian bridge, P = 2 sum (-1)^(k+1) exp(-2 k^2 x^2). Assumes uncorrelated errors.
 *
 * @throws SERIES_TOO_SHORT below three observations; SERIES_VALUE.
 */
export function cusumTest(values: Observations): CusumTest {
  const y = coerceObservations(values).filter((value) => !Number.isNaN(value));
  const n = y.length;
  if (n < 3) throw statisticsError('SERIES_TOO_SHORT', 'the cusum test', n, 3, 'wait for more periods');
  const mean = y.reduce((a, b) => a + b, 0) / n;
  const squares = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (!(squares > 0)) return { statistic: 0, p: 1 };
  const scale = Math.sqrt(squares / (n - 1)) * Math.sqrt(n);
  let sum = 0;
  let largest = 0;
  for (const value of y) {
    sum += value - mean;
    largest = Math.max(largest, Math.abs(sum));
  }
  const statistic = largest / scale;
  return { statistic, p: bridgeSurvival(statistic) };
}

/** P(sup |Brownian bridge| > x), Kolmogorov's distribution; the theta transform where its own series stalls. */
function bridgeSurvival(x: number): number {
  if (x <= 0) return 1;
  if (x < 1) {
    let sum = 0;
    for (let k = 1; k <= 20; k += 2) sum += Math.exp((-k * k * Math.PI * Math.PI) / (8 * x * x));
    return Math.min(1, Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / x) * sum));
  }
  let sum = 0;
  for (let k = 1; k <= 20; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, 2 * sum);
}
