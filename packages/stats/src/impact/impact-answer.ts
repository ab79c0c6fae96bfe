import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { type Caveat, impactCaveats } from './impact-caveats.js';
import { type FittedImpact, fromCounterfactual, fromRegression, type ImpactOptions } from './impact-fits.js';
import { checkIntervention, type Intervention, requireShare } from './intervention.js';
import type { PlaceboCalibration } from './placebo.js';
import { SEGMENTED_MINIMUM } from './segmented-regression.js';
import { COUNTERFACTUAL_MINIMUM } from './structural-counterfactual.js';

export type Verdict = 'rose' | 'fell' | 'cannot tell';

/** The plain answer to "did the change move the measure?", in units of the measure a period. */
export interface ImpactAnswer {
  readonly verdict: Verdict;
  /** Mean effect a period after the change (washout left out). */
  readonly effect: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  /** Effect over what was expected without the change; null when that is not away from 0. */
  readonly relative: number | null;
  /** Two-sided p as the model itself claims it. */
  readonly modelP: number;
  /** Rank among earlier dates at which nothing happened; null when there are none. */
  readonly calibratedP: number | null;
  /** How often this model claims an effect on this very series when nothing happened. */
  readonly falsePositiveRate: number | null;
  readonly calibration: PlaceboCalibration;
  readonly method: 'segmented regression' | 'structural counterfactual';
  /** One sentence for a person. */
  readonly sentence: string;
  readonly wouldBeWrongIf: readonly Caveat[];
  /** Expected measure without the change, every period. */
  readonly counterfactual: Float64Array;
}

/**
 * Answers "did the change move the measure?" with an effect (units of the measure a period), an interval, a p
 * calibrated on earlier dates of the same series, and what would make it wrong. "Rose" or "fell" is said only
 * when the model's p and the calibrated p are both at most `alpha`; everything else is "cannot tell". Placebo
 * ranks: Abadie, Diamond & Hainmueller (2015).
 *
 * @throws what {@link segmentedRegression} and {@link structuralCounterfactual} throw: a measure whose
 *   recording changed with the intervention is refused, and so is a series too short.
 */
export function assessImpact(intervention: Intervention, options: ImpactOptions = {}): ImpactAnswer {
  const alpha = options.alpha ?? 0.05;
  requireShare('alpha', alpha);
  const controls = options.controls ?? [];
  const methods = ['segmented regression', 'structural counterfactual'] as const;
  const usual = methods[controls.length > 0 ? 1 : 0];
  const method = oneOf(options.method ?? usual, methods, 'IMPACT_OPTION', 'method');
  if (method === 'segmented regression' && controls.length > 0) {
    const remedy = 'use the structural counterfactual, which takes controls';
    throw statisticsError('IMPACT_OPTION', 'method', method, remedy);
  }
  const checked = checkIntervention(
    intervention,
    method === 'segmented regression' ? SEGMENTED_MINIMUM : COUNTERFACTUAL_MINIMUM,
  );
  const fitted =
    method === 'segmented regression'
      ? fromRegression(intervention, checked, options, alpha)
      : fromCounterfactual(intervention, checked, options, alpha);
  const { calibration } = fitted;
  const caveats = impactCaveats(checked, fitted, alpha, controls.length);
  const calibratedP = calibration.p;
  const told = fitted.modelP <= alpha && calibratedP !== null && calibratedP <= alpha;
  const verdict: Verdict = told ? (fitted.effect > 0 ? 'rose' : 'fell') : 'cannot tell';
  return {
    verdict,
    effect: fitted.effect,
    lower: fitted.lower,
    upper: fitted.upper,
    level: fitted.level,
    relative: fitted.relative,
    modelP: fitted.modelP,
    calibratedP,
    falsePositiveRate: calibration.falsePositiveRate,
    calibration,
    method,
    sentence: sentenceOf(checked.measure, verdict, fitted),
    wouldBeWrongIf: caveats,
    counterfactual: fitted.counterfactual,
  };
}

function sentenceOf(measure: string, verdict: Verdict, fitted: FittedImpact): string {
  const number = (value: number): string => String(Number(value.toPrecision(3)));
  const interval = `${Math.round(fitted.level * 100)}% interval ${number(fitted.lower)} to ${number(fitted.upper)}`;
  const { calibration } = fitted;
  const among =
    calibration.p === null
      ? 'no earlier dates to compare with'
      : `calibrated p ${number(calibration.p)} over ${calibration.dates.length} earlier dates`;
  if (verdict === 'cannot tell') {
    return `cannot tell whether ${measure} changed: estimated effect ${number(fitted.effect)} a period (${interval}; ${among})`;
  }
  return `${measure} ${verdict} by ${number(Math.abs(fitted.effect))} a period after the change (${interval}; ${among})`;
}
