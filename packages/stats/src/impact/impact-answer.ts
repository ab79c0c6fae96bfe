import { statisticsError } from '../errors.js';
import {
  checkIntervention,
  type CheckedIntervention,
  type Intervention,
  requireShare,
} from './intervention.js';
import { type PlaceboCalibration, type PlaceboEstimate, placeboInTime } from './placebo.js';
import { type SeasonTerm, segmentedDesign } from './segmented-design.js';
import {
  fitSegmented,
  SEGMENTED_MINIMUM,
  type SegmentedRegression,
  segmentedRegression,
  type SegmentedRegressionOptions,
} from './segmented-regression.js';
import {
  type ControlSeries,
  COUNTERFACTUAL_MINIMUM,
  type Counterfactual,
  structuralCounterfactual,
} from './structural-counterfactual.js';

export type Verdict = 'rose' | 'fell' | 'cannot tell';

/** A reason the answer could be wrong, or could not be given. */
export interface Caveat {
  readonly code:
    | 'recording-unknown'
    | 'no-controls'
    | 'controls-touched'
    | 'concurrent-change'
    | 'regression-to-the-mean'
    | 'anticipation'
    | 'false-positives'
    | 'few-dates'
    | 'not-distinguishable'
    | 'rank-disagrees'
    | 'short-window';
  readonly text: string;
  /** True when the data show it, false when it is only possible. */
  readonly seen: boolean;
}

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

export interface ImpactOptions {
  readonly season?: SeasonTerm;
  readonly slopeChange?: boolean;
  /** Series the change did not touch: with any, the structural counterfactual is used. */
  readonly controls?: readonly ControlSeries[];
  readonly method?: 'segmented regression' | 'structural counterfactual';
  /** Periods before the change looked at for an early reaction; 3 by default, as far as the history allows. */
  readonly anticipation?: number;
  readonly level?: number;
  /** A calibrated (and model) p above this is "cannot tell"; 0.05 by default. */
  readonly alpha?: number;
  readonly seed?: number | string;
  /** Draws of the final counterfactual; 1,000 by default (placebo refits use 300). */
  readonly draws?: number;
}

/** A share of false claims above this makes the model's own p worthless on this series. */
const TOLERABLE_FALSE_POSITIVES = 0.2;
const PLACEBO_DRAWS = 300;
const MOST_COUNTERFACTUAL_PLACEBOS = 40;

/**
 * Answers "did the change move the measure?" with an effect, an interval, a p calibrated on earlier dates of
 * the same series, and what would make it wrong. "Rose" or "fell" is said only when the model's p and the
 * calibrated p are both at most `alpha`; everything else is "cannot tell".
 *
 * @throws what {@link segmentedRegression} and {@link structuralCounterfactual} throw: a measure whose
 *   recording changed with the intervention is refused, and so is a series too short.
 */
export function assessImpact(intervention: Intervention, options: ImpactOptions = {}): ImpactAnswer {
  const alpha = options.alpha ?? 0.05;
  requireShare('alpha', alpha);
  const controls = options.controls ?? [];
  const method =
    options.method ?? (controls.length > 0 ? 'structural counterfactual' : 'segmented regression');
  if (method !== 'segmented regression' && method !== 'structural counterfactual') {
    const remedy = 'say segmented regression or structural counterfactual';
    throw statisticsError('IMPACT_OPTION', 'method', method, remedy);
  }
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
  const caveats = judge(checked, fitted, alpha, controls.length);
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

interface FittedImpact {
  readonly effect: number;
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  readonly relative: number | null;
  readonly modelP: number;
  readonly calibration: PlaceboCalibration;
  readonly anticipationP: number | null;
  readonly counterfactual: Float64Array;
}

function fromRegression(
  intervention: Intervention,
  checked: CheckedIntervention,
  options: ImpactOptions,
  alpha: number,
): FittedImpact {
  const { y, startsAt, washout } = checked;
  const terms: SegmentedRegressionOptions = {
    ...(options.season ? { season: options.season } : {}),
    slopeChange: options.slopeChange ?? true,
    level: options.level ?? 0.95,
  };
  const whole = segmentedRegression(intervention, terms);
  const early = Math.min(options.anticipation ?? 3, startsAt - SEGMENTED_MINIMUM.before);
  const parameters = whole.coefficients.length;
  const calibration = placeboInTime(
    {
      startsAt,
      length: y.length,
      minimumBefore: Math.max(SEGMENTED_MINIMUM.before, parameters + 2, options.season?.period ?? 0),
      minimumAfter: SEGMENTED_MINIMUM.after + washout,
      alpha,
    },
    ({ from, startsAt: at, to }) => refitRegression(y, from, at, to, washout, terms),
  );
  return {
    effect: whole.effect.estimate,
    lower: whole.effect.lower,
    upper: whole.effect.upper,
    level: whole.level,
    relative: relativeEffect(whole, checked),
    modelP: whole.effect.p,
    calibration,
    anticipationP: early > 0 ? anticipationP(intervention, terms, early) : null,
    counterfactual: whole.counterfactual,
  };
}

/** Null when this window cannot be fitted (too many missing periods, or a constant stretch). */
function refitRegression(
  y: Float64Array,
  from: number,
  startsAt: number,
  to: number,
  washout: number,
  terms: SegmentedRegressionOptions,
): PlaceboEstimate | null {
  const design = segmentedDesign(y.subarray(0, to), from, startsAt, washout, {
    slopeChange: terms.slopeChange ?? true,
    anticipation: 0,
    season: terms.season,
  });
  const after = design.times.filter((t) => t >= startsAt).length;
  if (after < 2 || design.rows < design.columns + 5) return null;
  const first = design.y[0];
  if (design.y.every((value) => value === first)) return null;
  const fit: SegmentedRegression = fitSegmented(design, to, terms);
  return { effect: fit.effect.estimate, p: fit.effect.p };
}

function anticipationP(intervention: Intervention, terms: SegmentedRegressionOptions, early: number): number | null {
  const usable = intervention.values.filter((value) => value !== null).length;
  const columns = 4 + 1 + (terms.season ? terms.season.period : 0);
  if (usable < columns + 6) return null;
  return segmentedRegression(intervention, { ...terms, anticipation: early }).anticipation?.p ?? null;
}

function relativeEffect(fit: SegmentedRegression, { y, startsAt, washout }: CheckedIntervention): number | null {
  let expected = 0;
  let count = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let t = startsAt + washout; t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue;
    expected += fit.counterfactual[t]!;
    least = Math.min(least, fit.counterfactual[t]!);
    count++;
  }
  // Only a measure that is expected to stay above 0 has a meaningful percentage.
  return least > 0 ? fit.effect.estimate / (expected / count) : null;
}

function fromCounterfactual(
  intervention: Intervention,
  checked: CheckedIntervention,
  options: ImpactOptions,
  alpha: number,
): FittedImpact {
  const { y, startsAt, washout } = checked;
  const controls = options.controls ?? [];
  const run = (from: number, at: number, to: number, draws: number): Counterfactual =>
    structuralCounterfactual(
      { ...intervention, values: intervention.values.slice(from, to), startsAt: at - from },
      {
        controls: controls.map(({ name, values }) => ({ name, values: values.slice(from, to) })),
        ...(options.season ? { season: options.season } : {}),
        level: options.level ?? 0.95,
        seed: options.seed ?? 1,
        draws,
      },
    );
  const whole = run(0, startsAt, y.length, options.draws ?? 1000);
  const calibration = placeboInTime(
    {
      startsAt,
      length: y.length,
      minimumBefore: Math.max(12, 2 * (controls.length + 2), options.season?.period ?? 0),
      minimumAfter: 1 + washout,
      alpha,
      most: MOST_COUNTERFACTUAL_PLACEBOS,
    },
    ({ from, startsAt: at, to }) => {
      if (!usableWindow(y, controls, from, at, at + washout, to)) return null;
      const fit = run(from, at, to, PLACEBO_DRAWS);
      return { effect: fit.average.effect.mean, p: Math.min(1, 2 * fit.p) };
    },
  );
  return {
    effect: whole.average.effect.mean,
    lower: whole.average.effect.lower,
    upper: whole.average.effect.upper,
    level: whole.level,
    relative: whole.relative?.mean ?? null,
    modelP: Math.min(1, 2 * whole.p),
    calibration,
    anticipationP: null,
    counterfactual: whole.expected,
  };
}

function usableWindow(
  y: Float64Array,
  controls: readonly ControlSeries[],
  from: number,
  at: number,
  counted: number,
  to: number,
): boolean {
  const before = y.subarray(from, at).filter((value) => !Number.isNaN(value));
  const after = y.subarray(counted, to).filter((value) => !Number.isNaN(value));
  const varies = (values: ArrayLike<number>): boolean =>
    Array.prototype.some.call(values, (value: number) => value !== values[0]);
  return (
    before.length >= COUNTERFACTUAL_MINIMUM.before &&
    after.length >= COUNTERFACTUAL_MINIMUM.after &&
    varies(before) &&
    controls.every((control) => varies(control.values.slice(from, at)))
  );
}

function judge(checked: CheckedIntervention, fitted: FittedImpact, alpha: number, controls: number): Caveat[] {
  const { calibration } = fitted;
  const caveats: Caveat[] = [];
  const add = (code: Caveat['code'], seen: boolean, text: string): void => {
    caveats.push({ code, seen, text });
  };
  if (checked.recording === 'unknown') {
    add(
      'recording-unknown',
      true,
      `it was not said whether the recording of ${checked.measure} changed with the intervention; if it did, this effect is an artefact of counting`,
    );
  }
  if (calibration.attainable === null || calibration.attainable > alpha) {
    add(
      'few-dates',
      true,
      `the history allows only ${calibration.dates.length} earlier dates to compare with; at least ${Math.ceil(1 / alpha) - 1} are needed before an effect can be told`,
    );
  }
  const rate = calibration.falsePositiveRate;
  if (rate !== null && rate > TOLERABLE_FALSE_POSITIVES) {
    add(
      'false-positives',
      true,
      `on this series the model claims an effect at ${Math.round(100 * rate)}% of earlier dates where nothing happened`,
    );
  }
  if (fitted.modelP > alpha) {
    add('not-distinguishable', true, 'the interval includes no effect, or comes too close to it');
  } else if (calibration.p !== null && calibration.p > alpha) {
    add(
      'rank-disagrees',
      true,
      'the model claims an effect, but earlier dates at which nothing happened show effects as large',
    );
  }
  if (calibration.shortened) {
    add(
      'short-window',
      true,
      `the calibration compares the first ${calibration.windowAfter} periods after the change only; later periods are not calibrated`,
    );
  }
  if (fitted.anticipationP !== null && fitted.anticipationP < alpha) {
    add(
      'anticipation',
      true,
      'the measure already moved just before the change: people reacted early, or the change followed an unusual stretch',
    );
  }
  if (controls === 0) {
    add('no-controls', true, 'no series that the change did not touch was given to compare with');
  } else {
    add('controls-touched', false, 'the change also moved one of the control series');
  }
  add('concurrent-change', false, 'something else changed at the same time: prices, team, campaign, season');
  add(
    'regression-to-the-mean',
    false,
    'the change was made because of an unusually bad (or good) stretch, which would have ended by itself',
  );
  return caveats;
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
