import { leastSquares } from '../linear/index.js';
import { durbinWatson, type LjungBox, ljungBox } from '../series/autocorrelation.js';
import { studentQuantile, studentSurvival } from '../special/index.js';
import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { autoregressiveGls } from './autoregressive-gls.js';
import { checkIntervention, type Intervention, requireCount, requireShare } from './intervention.js';
import { neweyWestCovariance } from './newey-west.js';
import { type SeasonTerm, type SegmentedDesign, segmentedDesign } from './segmented-design.js';

/** An estimate with its t interval; units of the measure (slopes: units a period). */
export interface Estimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly t: number;
  /** Two-sided, t distribution. */
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
}

export interface SegmentedRegressionOptions {
  readonly season?: SeasonTerm;
  /** Let the slope change too; true by default. Without it the effect is one level shift. */
  readonly slopeChange?: boolean;
  /**
   * `ar1` (the default) models the errors; `independent` and `newey-west` are there to compare with other
   * programs and are too sure of themselves on business series.
   */
  readonly errors?: 'ar1' | 'independent' | 'newey-west';
  /** Lags of `newey-west`; 12 by default. */
  readonly lags?: number;
  /** `newey-west`: multiply the covariance by n / (n - k); false by default. */
  readonly adjust?: boolean;
  /** Periods before the change tested for an early reaction; 0 (the default) tests none. */
  readonly anticipation?: number;
  /** Confidence level, 0.95 by default. */
  readonly level?: number;
}

export interface SegmentedRegression {
  /** Mean effect over the usable periods after the change. */
  readonly effect: Estimate;
  readonly levelChange: Estimate;
  /** Null without a slope change. */
  readonly slopeChange: Estimate | null;
  /** Mean departure in the periods just before the change; null unless asked for. */
  readonly anticipation: Estimate | null;
  readonly coefficients: readonly ({ readonly name: string } & Estimate)[];
  /** Correlation of errors one period apart (0 unless `ar1`). */
  readonly phi: number;
  readonly sigma: number;
  /** n - k, less one for phi. */
  readonly degrees: number;
  /** Restricted log-likelihood (`ar1` only). */
  readonly logLikelihood: number | null;
  /** What the model expects in every period without the change, and with it. */
  readonly counterfactual: Float64Array;
  readonly fitted: Float64Array;
  /** Share of variance explained (squared correlation of fit and measure in the periods used). */
  readonly rSquared: number;
  /** Of the residuals y - X b. */
  readonly durbinWatson: number;
  /** Of the innovations; null below 13 periods. */
  readonly ljungBox: LjungBox | null;
  readonly level: number;
}

/** Fewest usable periods on either side, seasons aside. */
export const SEGMENTED_MINIMUM = Object.freeze({ before: 8, after: 3 });

/**
 * Interrupted time series: y = b0 + b1 t + b2 D + b3 D (t - T0) + season + u, u first-order autoregressive,
 * by restricted maximum likelihood, with t intervals on n - k - 1 degrees of freedom (Wagner et al. 2002;
 * Patterson & Thompson 1971).
 *
 * @throws IMPACT_RECORDING_CHANGED, IMPACT_START, IMPACT_VALUE, IMPACT_CONSTANT, IMPACT_OPTION;
 *   IMPACT_TOO_SHORT below 8 usable periods before or 3 after, or when fewer than 4 degrees of freedom are
 *   left; LINEAR_RANK when the season is not seen on its own.
 */
export function segmentedRegression(
  intervention: Intervention,
  options: SegmentedRegressionOptions = {},
): SegmentedRegression {
  const checked = checkIntervention(intervention, SEGMENTED_MINIMUM);
  const { y, startsAt, washout } = checked;
  const anticipation = options.anticipation ?? 0;
  requireCount('anticipation', anticipation, 0);
  if (anticipation > startsAt - SEGMENTED_MINIMUM.before) {
    const remedy = `pass at most ${startsAt - SEGMENTED_MINIMUM.before}`;
    throw statisticsError('IMPACT_OPTION', 'anticipation', anticipation, remedy);
  }
  const design = segmentedDesign(y, 0, startsAt, washout, {
    slopeChange: options.slopeChange ?? true,
    anticipation,
    season: options.season,
  });
  return fitSegmented(design, y.length, options);
}

/** Fits a prepared design; shared with the placebo refits. */
export function fitSegmented(
  design: SegmentedDesign,
  length: number,
  options: SegmentedRegressionOptions,
): SegmentedRegression {
  const kinds = ['ar1', 'independent', 'newey-west'] as const;
  const errors = oneOf(options.errors ?? 'ar1', kinds, 'IMPACT_OPTION', 'errors');
  const level = options.level ?? 0.95;
  requireShare('level', level);
  const { rows, columns, y, names } = design;
  const degrees = rows - columns - (errors === 'ar1' ? 1 : 0);
  if (degrees < 4) {
    const remedy = 'use harmonics instead of phases for the season, drop the slope change, or wait';
    throw statisticsError('IMPACT_TOO_SHORT', 'periods', rows, columns + 5, remedy);
  }
  const fit = fitErrors(design, errors, options);
  const critical = studentQuantile(0.5 + level / 2, degrees);
  const describe = (weights: Float64Array): Estimate => {
    let estimate = 0;
    let variance = 0;
    for (let i = 0; i < columns; i++) {
      estimate += weights[i]! * fit.coefficients[i]!;
      for (let j = 0; j < columns; j++) {
        variance += weights[i]! * weights[j]! * fit.covariance[i * columns + j]!;
      }
    }
    const standardError = Math.sqrt(Math.max(0, variance));
    const t =
      standardError > 0 ? estimate / standardError : estimate === 0 ? 0 : Math.sign(estimate) * Infinity;
    return {
      estimate,
      standardError,
      t,
      p: Number.isFinite(t) ? 2 * studentSurvival(Math.abs(t), degrees) : 0,
      lower: estimate - critical * standardError,
      upper: estimate + critical * standardError,
    };
  };
  const unit = (i: number): Float64Array => new Float64Array(columns).fill(1, i, i + 1);
  const named = (name: string): Estimate | null => {
    const at = names.indexOf(name);
    return at < 0 ? null : describe(unit(at));
  };
  const fitted = new Float64Array(length);
  const counterfactual = new Float64Array(length);
  const effects = names.map((name) => name === 'level change' || name === 'slope change');
  for (let t = 0; t < length; t++) {
    const row = design.rowAt(t);
    for (let j = 0; j < columns; j++) {
      const part = row[j]! * fit.coefficients[j]!;
      fitted[t]! += part;
      if (!effects[j]) counterfactual[t]! += part;
    }
  }
  const lags = Math.min(12, Math.floor(rows / 3));
  return {
    effect: describe(design.averageEffect),
    levelChange: named('level change')!,
    slopeChange: named('slope change'),
    anticipation: named('anticipation'),
    coefficients: names.map((name, i) => ({ name, ...describe(unit(i)) })),
    phi: fit.phi,
    sigma: fit.sigma,
    degrees,
    logLikelihood: fit.logLikelihood,
    counterfactual,
    fitted,
    rSquared: explained(y, fit.residuals),
    durbinWatson: durbinWatson(fit.residuals),
    ljungBox: rows >= 13 ? ljungBox(fit.innovations, lags, 0) : null,
    level,
  };
}

interface ErrorFit {
  readonly coefficients: Float64Array;
  readonly covariance: Float64Array;
  readonly phi: number;
  readonly sigma: number;
  readonly logLikelihood: number | null;
  readonly residuals: Float64Array;
  readonly innovations: Float64Array;
}

function fitErrors(
  { matrix, rows, columns, y, times }: SegmentedDesign,
  errors: 'ar1' | 'independent' | 'newey-west',
  options: SegmentedRegressionOptions,
): ErrorFit {
  if (errors === 'ar1') return autoregressiveGls(matrix, rows, columns, y, times);
  const fit = leastSquares(matrix, rows, columns, y);
  const variance = fit.residualSumOfSquares / (rows - columns);
  return {
    coefficients: fit.coefficients,
    covariance:
      errors === 'independent'
        ? fit.unscaledCovariance.map((value) => value * variance)
        : neweyWestCovariance(matrix, rows, columns, fit.residuals, options.lags ?? 12, options.adjust),
    phi: 0,
    sigma: Math.sqrt(variance),
    logLikelihood: null,
    residuals: fit.residuals,
    innovations: fit.residuals,
  };
}

function explained(y: Float64Array, residuals: Float64Array): number {
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  let total = 0;
  let left = 0;
  for (let i = 0; i < y.length; i++) {
    total += (y[i]! - mean) ** 2;
    left += residuals[i]! ** 2;
  }
  return total > 0 ? 1 - left / total : 1;
}
