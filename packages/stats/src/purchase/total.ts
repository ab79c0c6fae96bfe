import { statisticsError } from '../errors.js';
import { requireLevel } from '../interval/check.js';
import { tryCholesky } from '../linear/cholesky.js';
import { drawGamma } from '../random/continuous-draws.js';
import { drawPoisson } from '../random/discrete-draws.js';
import { createRandom, type RandomSource, type Seed } from '../random/random-source.js';
import { percentile } from './bootstrap.js';
import type { PurchaseFit } from './fit.js';
import type { PurchaseHistories } from './histories.js';
import type { PurchaseParameters } from './model.js';
import { byRow, sameUnit } from './predict.js';
import { type PurchaseRows, purchaseRows } from './rows.js';
import { type Duration, lengthIn, type TimeUnit } from './time-unit.js';
import { EDGE } from './walled.js';

export interface TotalOptions<Unit extends TimeUnit> {
  readonly horizon: Duration<NoInfer<Unit>>;
  readonly seed: Seed;
  /** Default 0.95. */
  readonly level?: number;
  /** Draws of the total, default 400. */
  readonly draws?: number;
  /** Parameters to draw from (a bootstrap's); left out, the log-normal of the fit's Hessian is used. */
  readonly parameterDraws?: readonly PurchaseParameters[];
  readonly rows?: PurchaseRows;
}

/** Predictive distribution of the purchases of all customers together. */
export interface TotalPrediction {
  readonly expected: number;
  readonly interval: readonly [number, number];
  /** Standard deviation from not knowing the parameters, and from the customers' own chance. */
  readonly parameterDeviation: number;
  readonly outcomeDeviation: number;
  /** Sorted draws. */
  readonly draws: Float64Array;
  /** What the interval does not cover, for the reader. */
  readonly caution: string;
}

const CAUTION =
  'the interval covers chance and estimation, not a change in the market: on real data the total is often 15% off; see the holdout comparison';

/**
 * Predicts the total purchases (a count) of all customers in the next `horizon`: parameters are drawn, the
 * expected total computed for each draw, and the customers' own chance added with the exact variance of their
 * sum (as a negative binomial count of that mean and variance).
 *
 * Throws PURCHASE_UNIT, INTERVAL_LEVEL, and PURCHASE_OPTION for fewer than 20 draws or when the fit has no
 * covariance and no parameter draws are passed. Also throws PURCHASE_DURATION and RANDOM_SEED. Parameters as
 * in Krinsky & Robb (1986).
 */
export function predictTotal<Unit extends TimeUnit>(
  fit: PurchaseFit<Unit>,
  histories: PurchaseHistories<NoInfer<Unit>>,
  options: TotalOptions<Unit>,
): TotalPrediction {
  const horizon = lengthIn(options.horizon, fit.unit, 'horizon');
  sameUnit(fit, histories);
  const level = options.level ?? 0.95;
  requireLevel(level);
  const size = options.draws ?? 400;
  if (!Number.isInteger(size) || size < 20) {
    throw statisticsError('PURCHASE_OPTION', 'draws', size, 'pass a whole number of at least 20');
  }
  const rows = options.rows ?? purchaseRows(histories);
  const { model } = fit;
  const random = createRandom(options.seed).stream('purchase total');
  const parametersOf = parameterSource(fit, options.parameterDraws, random, rows.scale);
  const total = (values: Float64Array) =>
    values.reduce((sum, value, row) => sum + rows.counts[row]! * value, 0);
  const expectedAt = (parameters: PurchaseParameters) =>
    total(byRow(rows, (history) => model.expectedPurchases(parameters, history, horizon)));
  const expected = expectedAt(fit.parameters);
  const variance = total(byRow(rows, (history) => model.purchaseVariance(fit.parameters, history, horizon)));
  const means = Float64Array.from({ length: size }, (_, i) => expectedAt(parametersOf(i)));
  // The chance part grows with the total: its variance a purchase is kept from the fit.
  const perPurchase = expected > 0 ? variance / expected : 1;
  const draws = means.map((mean) => drawCount(random, mean, perPurchase * mean)).sort();
  const mean = means.reduce((sum, value) => sum + value, 0) / size;
  const scatter = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (size - 1);
  return Object.freeze({
    expected,
    interval: [percentile(draws, (1 - level) / 2), percentile(draws, (1 + level) / 2)] as const,
    parameterDeviation: Math.sqrt(scatter),
    outcomeDeviation: Math.sqrt(variance),
    draws,
    caution: CAUTION,
  });
}

/** A count of this mean and variance: negative binomial, Poisson when the variance is not above the mean. */
function drawCount(random: RandomSource, mean: number, variance: number): number {
  if (mean === 0) return 0;
  const shape = (mean * mean) / (variance - mean);
  const rate = variance > mean * (1 + 1e-9) ? drawGamma(random, shape, shape / mean) : mean;
  return drawPoisson(random, rate);
}

function parameterSource(
  fit: PurchaseFit,
  given: readonly PurchaseParameters[] | undefined,
  random: RandomSource,
  scale: number,
): (draw: number) => PurchaseParameters {
  if (given !== undefined) {
    if (given.length === 0) {
      throw statisticsError('PURCHASE_OPTION', 'parameterDraws', given, 'pass the draws of a bootstrap');
    }
    return (draw) => given[draw % given.length]!;
  }
  const factor = fit.covariance === null ? null : tryCholesky(fit.covariance, 4);
  if (factor === null) {
    const remedy = 'the fit has no covariance; pass the draws of a bootstrap';
    throw statisticsError('PURCHASE_OPTION', 'parameterDraws', given, remedy);
  }
  return () => {
    const z = [0, 1, 2, 3].map(() => random.standardNormal());
    const moved = fit.parameters.map((value, i) => {
      let shift = 0;
      for (let k = 0; k <= i; k++) shift += factor[i * 4 + k]! * z[k]!;
      // The fit's own wall: a flat likelihood would else draw times of e^40, where no formula has digits left.
      const unit = scale ** fit.model.timePowers[i]!;
      const log = Math.log(value / unit) + shift;
      return unit * Math.exp(Math.min(EDGE, Math.max(-EDGE, log)));
    });
    return moved as unknown as PurchaseParameters;
  };
}
