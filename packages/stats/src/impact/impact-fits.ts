import { type CheckedIntervention, type Intervention } from './intervention.js';
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

/** Draws of a counterfactual refitted at a pretended date, and most such dates. */
const PLACEBO_DRAWS = 300;
const MOST_COUNTERFACTUAL_PLACEBOS = 40;

/** One method's estimate with its calibration, before it is judged. */
export interface FittedImpact {
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

/** By segmented regression, with placebo refits and a test for an early reaction. */
export function fromRegression(
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

function anticipationP(
  intervention: Intervention,
  terms: SegmentedRegressionOptions,
  early: number,
): number | null {
  const usable = intervention.values.filter((value) => value !== null).length;
  const columns = 4 + 1 + (terms.season ? terms.season.period : 0);
  if (usable < columns + 6) return null;
  return segmentedRegression(intervention, { ...terms, anticipation: early }).anticipation?.p ?? null;
}

function relativeEffect(
  fit: SegmentedRegression,
  { y, startsAt, washout }: CheckedIntervention,
): number | null {
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

/** By structural counterfactual; two-sided p from its tail area. */
export function fromCounterfactual(
  intervention: Intervention,
  checked: CheckedIntervention,
  options: ImpactOptions,
  alpha: number,
): FittedImpact {
  const { y, startsAt, washout } = checked;
  const controls = options.controls ?? [];
  const run = (
    from: number,
    at: number,
    to: number,
    draws: number,
    used: readonly ControlSeries[],
  ): Counterfactual =>
    structuralCounterfactual(
      { ...intervention, values: intervention.values.slice(from, to), startsAt: at - from },
      {
        controls: used.map(({ name, values }) => ({ name, values: values.slice(from, to) })),
        ...(options.season ? { season: options.season } : {}),
        level: options.level ?? 0.95,
        seed: options.seed ?? 1,
        draws,
      },
    );
  const whole = run(0, startsAt, y.length, options.draws ?? 1000, controls);
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
      if (!usableWindow(y, from, at, at + washout, to)) return null;
      // A control that stands still in a short window says nothing there, and is no reason to drop the date.
      const moving = controls.filter((control) => varies(control.values.slice(from, at)));
      const fit = run(from, at, to, PLACEBO_DRAWS, moving);
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

function usableWindow(y: Float64Array, from: number, at: number, counted: number, to: number): boolean {
  const before = y.subarray(from, at).filter((value) => !Number.isNaN(value));
  const after = y.subarray(counted, to).filter((value) => !Number.isNaN(value));
  return (
    before.length >= COUNTERFACTUAL_MINIMUM.before &&
    after.length >= COUNTERFACTUAL_MINIMUM.after &&
    varies(before)
  );
}

function varies(values: ArrayLike<number>): boolean {
  return Array.prototype.some.call(values, (value: number) => value !== values[0]);
}
