import { statisticsError } from '../errors.js';
import { type BandScale, bandScale, criticalValue, survivalBand } from './band.js';
import { checkLevel } from './check-level.js';
import type { CoxFit } from './cox-regression.js';
import { lastAtOrBefore } from './kaplan-meier.js';
import type { GroupLabel } from './strata.js';

export interface PredictedSurvival {
  readonly time: number;
  /** Probability of no event up to and including `time`, in [0, 1]. */
  readonly survival: number;
  readonly standardError: number;
  /** Limits for the curve (not for one subject's own time). */
  readonly low: number;
  readonly high: number;
}

export interface PredictOptions {
  /** Needed when the fit has more than one stratum. */
  readonly stratum?: GroupLabel;
  readonly level?: number;
  /** Default `log-log`. */
  readonly band?: BandScale;
}

/**
 * Linear predictor of a row relative to a row with the column means, each covariate in its column's unit: log
 * of its hazard ratio to that row. Therneau & Grambsch (2000), 3.1. Throws SURVIVAL_MISSING_COVARIATE.
 */
export function linearPredictor(fit: CoxFit, covariates: Readonly<Record<string, number>>): number {
  let eta = 0;
  fit.coefficients.forEach(({ name, coefficient }, j) => {
    eta += coefficient * (covariateValue(covariates, name) - fit.means[j]!);
  });
  return eta;
}

/**
 * S(t | x) = exp(-H0(t) exp(linear predictor)) for covariates that stay at x, with the standard error that
 * counts both the baseline and the coefficients; Therneau & Grambsch (2000), 10.2. Times in the unit of the
 * fit, in any order; one entry per asked time, in that order; `null` after the end of the stratum's
 * follow-up, where nothing was observed.
 *
 * Throws SURVIVAL_MISSING_COVARIATE, SURVIVAL_UNKNOWN_STRATUM, SURVIVAL_BAD_LEVEL and SURVIVAL_OPTION (band, a
 * time that is not a number).
 */
export function predictSurvival(
  fit: CoxFit,
  covariates: Readonly<Record<string, number>>,
  times: readonly number[],
  options: PredictOptions = {},
): (PredictedSurvival | null)[] {
  const p = fit.names.length;
  const baseline = pickBaseline(fit, options.stratum);
  const scale = bandScale(options.band);
  const z = criticalValue(checkLevel(options.level ?? fit.level));
  const ratio = Math.exp(linearPredictor(fit, covariates));
  const away = fit.names.map((name, j) => covariateValue(covariates, name) - fit.means[j]!);
  return times.map((time) => {
    if (Number.isNaN(time)) {
      throw statisticsError('SURVIVAL_OPTION', 'time', time, 'pass it in the unit of the fit');
    }
    if (time > baseline.lastTime) return null;
    const k = lastAtOrBefore(baseline.time, time);
    if (k < 0) return { time, survival: 1, standardError: 0, low: 1, high: 1 };
    const hazard = baseline.cumulativeHazard[k]!;
    const lever = away.map((value, j) => baseline.drift[k * p + j]! - value * hazard);
    let variance = baseline.variance[k]!;
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < p; j++) variance += lever[i]! * fit.covariance[i * p + j]! * lever[j]!;
    }
    const survival = Math.exp(-hazard * ratio);
    const logError = ratio * Math.sqrt(variance);
    const [low, above] = survivalBand(survival, logError, z, scale);
    // exp underflows to 0 for a hopeless row; its log does not, so the upper limit still exists.
    const high =
      survival > 0 ? above : Math.exp(-hazard * ratio * Math.exp((-z * logError) / (hazard * ratio)));
    return { time, survival, standardError: survival * logError, low, high };
  });
}

function pickBaseline(fit: CoxFit, stratum: GroupLabel | undefined): CoxFit['baseline'][number] {
  const known = fit.baseline.map((one) => String(one.stratum)).join(', ');
  if (stratum === undefined) {
    if (fit.baseline.length > 1) throw statisticsError('SURVIVAL_UNKNOWN_STRATUM', stratum, known);
    return fit.baseline[0]!;
  }
  const found = fit.baseline.find((one) => one.stratum === stratum);
  if (found === undefined) throw statisticsError('SURVIVAL_UNKNOWN_STRATUM', stratum, known);
  return found;
}

function covariateValue(covariates: Readonly<Record<string, number>>, name: string): number {
  const value = covariates[name];
  if (value === undefined || !Number.isFinite(value))
    throw statisticsError('SURVIVAL_MISSING_COVARIATE', name);
  return value;
}
