import { statisticsError } from '../errors.js';
import { requireLevel } from '../interval/check.js';
import { tryCholesky } from '../linear/cholesky.js';
import { minimise } from '../optimise/minimise.js';
import { drawReweighting } from '../random/discrete-draws.js';
import { createRandom, type Seed } from '../random/random-source.js';
import { type PurchaseFit, toUnit } from './fit.js';
import type { PurchaseHistories } from './histories.js';
import type { PurchaseParameters } from './model.js';
import { whitened } from './multi-start.js';
import { sameUnit } from './predict.js';
import { type PurchaseRows, purchaseRows } from './rows.js';
import type { TimeUnit } from './time-unit.js';
import { walled } from './walled.js';

export interface BootstrapOptions {
  /** Default 500. */
  readonly replicates?: number;
  readonly seed: Seed;
  readonly rows?: PurchaseRows;
}

/** Refits to customers redrawn with replacement. */
export interface PurchaseBootstrap {
  /** Parameters of each refit that reached an optimum, in the unit of the fit. */
  readonly draws: readonly PurchaseParameters[];
  readonly replicates: number;
  /** Refits without an optimum; they are not in `draws`. */
  readonly failed: number;
}

/**
 * Nonparametric bootstrap of customers by reweighting the distinct rows, each refit started at the fit. The
 * honest source of intervals for P(alive), expectations and value.
 *
 * Throws PURCHASE_OPTION for fewer than 2 replicates, PURCHASE_UNIT for histories of another unit,
 * RANDOM_SEED. Efron (1979).
 */
export function bootstrapPurchases<Unit extends TimeUnit>(
  fit: PurchaseFit<Unit>,
  histories: PurchaseHistories<NoInfer<Unit>>,
  options: BootstrapOptions,
): PurchaseBootstrap {
  sameUnit(fit, histories);
  const replicates = options.replicates ?? 500;
  if (!Number.isInteger(replicates) || replicates < 2) {
    throw statisticsError('PURCHASE_OPTION', 'replicates', replicates, 'pass a whole number of at least 2');
  }
  const rows = options.rows ?? purchaseRows(histories);
  const { model } = fit;
  const start = Float64Array.from(fit.parameters, (value, i) =>
    Math.log(value / rows.scale ** model.timePowers[i]!),
  );
  const factor = fit.covariance === null ? null : tryCholesky(fit.covariance, 4);
  const counts = new Float64Array(rows.rowCount);
  const seen = whitened(
    walled(model.objective(rows, counts), rows.customers).objective,
    start,
    factor ?? IDENTITY,
  );
  const random = createRandom(options.seed).stream('purchase bootstrap');
  const draws: PurchaseParameters[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    counts.set(drawReweighting(random, rows.counts));
    const optimum = minimise(seen.objective, [new Float64Array(4)], { newtonSteps: 0, starts: 'auto' });
    if (optimum.certificate.converged) draws.push(toUnit(model, seen.toPoint(optimum.point), rows.scale));
  }
  return Object.freeze({ draws, replicates, failed: replicates - draws.length });
}

const IDENTITY = Float64Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);

/**
 * Percentile interval of any figure over the bootstrap draws, in its unit. Efron (1979); the quantiles are of
 * type 7. Throws INTERVAL_LEVEL (level outside (0, 1)), and PURCHASE_OPTION below two draws.
 */
export function bootstrapInterval(
  bootstrap: PurchaseBootstrap,
  figure: (parameters: PurchaseParameters) => number,
  level = 0.95,
): [number, number] {
  requireLevel(level);
  if (bootstrap.draws.length < 2) {
    throw statisticsError('PURCHASE_OPTION', 'bootstrap', bootstrap.draws.length, 'run more replicates');
  }
  const values = Float64Array.from(bootstrap.draws, figure).sort();
  return [percentile(values, (1 - level) / 2), percentile(values, (1 + level) / 2)];
}

/** Linear interpolation between order statistics (Hyndman & Fan 1996, type 7) of sorted values. */
export function percentile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
