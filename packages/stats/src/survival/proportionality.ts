import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { chiSquareSurvival } from '../special/index.js';
import { type CoxObservations, type CoxRows, prepareCox } from './cox-data.js';
import { relativeHazards } from './cox-likelihood.js';
import type { CoxFit } from './cox-regression.js';
import { invertSymmetric } from './invert-symmetric.js';
import type { SurvivalTest } from './log-rank.js';
import { FALLBACK_RIDGE } from './penalty.js';
import { quadraticForm } from './quadratic-form.js';
import { riskSets } from './risk-sets.js';
import { sweepRiskSets } from './risk-set-sweep.js';
import { sortedOrder } from './sorted-order.js';
import { lastAtOrBefore } from './kaplan-meier.js';

/**
 * Scale of time on which a coefficient might drift: 1 - S(t-) of all rows (`km`, not led by a few late events), the
 * rank of the time among all rows, the time itself, or its log.
 */
export type TimeScale = 'km' | 'rank' | 'identity' | 'log';

// Below this share of its raw variance a drift score is rounding: the column differs at one event time only.
const TESTABLE = 1e-9;

export interface ProportionalityTest {
  readonly timeScale: TimeScale;
  /**
   * Per column: is its effect constant over time? A small p-value says no. 0 degrees of freedom (and p = 1) where the
   * column differs at one event time only, so that no drift could be seen.
   */
  readonly columns: readonly (SurvivalTest & { readonly name: string })[];
  readonly global: SurvivalTest;
  /** One row per event, by stratum and time, to draw: the coefficient as it seems to be at that time. */
  readonly residuals: {
    readonly time: Float64Array;
    /** Time on the chosen scale. */
    readonly scaledTime: Float64Array;
    /** Scaled Schoenfeld residuals plus the coefficient, p numbers per event. */
    readonly coefficient: Float64Array;
  };
}

/**
 * Score test of proportional hazards: would adding x_j * g(t) help? Grambsch & Therneau (1994), in the exact
 * form with the information summed over the risk sets (no approximation of a constant variance), as R's
 * survival does from 3.0 on.
 *
 * @param data the rows the fit was made on
 * @param fit its result
 * @throws SURVIVAL_ZERO_TIME on the log scale with an event at time 0; SURVIVAL_OPTION (time scale); for the data
 *   as `coxRegression`
 */
export function proportionalityTest(
  data: CoxObservations,
  fit: CoxFit,
  options: { readonly timeScale?: TimeScale } = {},
): ProportionalityTest {
  const scales = ['km', 'rank', 'identity', 'log'] as const;
  const timeScale = oneOf(options.timeScale ?? 'km', scales, 'SURVIVAL_OPTION', 'timeScale');
  const rows = prepareCox(data);
  const p = rows.columns;
  const beta = Float64Array.from(fit.coefficients, ({ coefficient }, j) => coefficient * rows.scale[j]!);
  const scaleOf = timeFunction(data, rows, timeScale);
  const { weight } = relativeHazards(rows, beta);
  const score = new Float64Array(p);
  const plain = new Float64Array(p * p);
  const once = new Float64Array(p * p);
  const twice = new Float64Array(p * p);
  const mean = new Float64Array(p);
  const centre = new Float64Array(p);
  const events: { stratum: number; time: number; g: number; residual: Float64Array }[] = [];
  sweepRiskSets(rows, rows.x, p, weight, ({ stratum, time, from, to, deaths, s0, d0, s1, d1, s2, d2 }) => {
    const g = scaleOf(time);
    const steps = fit.ties === 'efron' ? deaths : 1;
    const times = fit.ties === 'efron' ? 1 : deaths;
    mean.fill(0);
    for (let step = 0; step < steps; step++) {
      const share = step / deaths;
      const total = s0 - share * d0;
      for (let j = 0; j < p; j++) {
        centre[j] = (share === 0 ? s1[j]! : s1[j]! - share * d1[j]!) / total;
        mean[j]! += centre[j]! / steps;
        for (let k = 0; k <= j; k++) {
          const second = share === 0 ? s2[j * p + k]! : s2[j * p + k]! - share * d2[j * p + k]!;
          const v = times * (second / total - centre[j]! * centre[k]!);
          plain[j * p + k]! += v;
          once[j * p + k]! += g * v;
          twice[j * p + k]! += g * g * v;
        }
      }
    }
    for (let i = from; i < to; i++) {
      if (rows.event[i] === 0) continue;
      const residual = new Float64Array(p);
      for (let j = 0; j < p; j++) {
        residual[j] = rows.x[i * p + j]! - mean[j]!;
        score[j]! += g * residual[j]!;
      }
      events.push({ stratum, time, g, residual });
    }
  });
  for (const m of [plain, once, twice]) {
    for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) m[k * p + j] = m[j * p + k]!;
  }
  // Coefficients that do not drift are estimated too: take their share out of the variance of the drift's score.
  const inverse = invertInformation(plain, p);
  const variance = new Float64Array(p * p);
  const lever = product(once, inverse, p);
  const taken = product(lever, once, p);
  for (let i = 0; i < p * p; i++) variance[i] = twice[i]! - taken[i]!;
  const testable = rows.names.map((_, j) => variance[j * p + j]! > TESTABLE * twice[j * p + j]!);
  for (let j = 0; j < p; j++) {
    if (testable[j]) continue;
    score[j] = 0;
    for (let k = 0; k < p; k++) {
      variance[j * p + k] = 0;
      variance[k * p + j] = 0;
    }
  }
  const whole = quadraticForm(variance, score, p);
  return {
    timeScale,
    columns: rows.names.map((name, j) => ({
      name,
      ...(testable[j] ? test((score[j]! * score[j]!) / variance[j * p + j]!, 1) : test(0, 0)),
    })),
    global: test(whole.value, whole.rank),
    residuals: scaledResiduals(rows, fit, events, inverse),
  };
}

/**
 * Inverse of the information. Under a ridge that stands in for collinear columns it is singular; what they share
 * cannot drift apart either, so a ridge as small as that of the fit gives the part that counts.
 */
function invertInformation(information: Float64Array, p: number): Float64Array {
  const inverse = invertSymmetric(information, p);
  if (inverse !== null) return inverse;
  const ridged = Float64Array.from(information);
  for (let j = 0; j < p; j++) ridged[j * p + j]! += FALLBACK_RIDGE;
  return invertSymmetric(ridged, p)!;
}

function test(statistic: number, degreesOfFreedom: number): SurvivalTest {
  const pValue = degreesOfFreedom === 0 ? 1 : chiSquareSurvival(statistic, degreesOfFreedom);
  return { statistic, degreesOfFreedom, pValue };
}

function product(a: Float64Array, b: Float64Array, p: number): Float64Array {
  const out = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) out[i * p + j]! += a[i * p + k]! * b[k * p + j]!;
  }
  return out;
}

/** g(t), centred over the events so that the two parts of the score are nearly uncorrelated. */
function timeFunction(data: CoxObservations, rows: CoxRows, scale: TimeScale): (time: number) => number {
  const raw = rawTimeFunction(data, rows, scale);
  let sum = 0;
  for (let i = 0; i < rows.rows; i++) if (rows.event[i] === 1) sum += raw(rows.time[i]!);
  const centre = sum / rows.events;
  return (time) => raw(time) - centre;
}

function rawTimeFunction(data: CoxObservations, rows: CoxRows, scale: TimeScale): (time: number) => number {
  if (scale === 'identity') return (time) => time;
  if (scale === 'log') {
    const zero = rows.time.indexOf(0);
    if (zero >= 0 && rows.event[zero] === 1) throw statisticsError('SURVIVAL_ZERO_TIME', rows.source[zero]!);
    return Math.log;
  }
  if (scale === 'rank') return rankOfTime(rows.time);
  const sets = riskSets({
    rows: rows.rows,
    time: Float64Array.from(data.time),
    event: Uint8Array.from(data.event, Number),
    entry: data.entry === undefined ? null : Float64Array.from(data.entry),
    weight: null,
  });
  const before = new Float64Array(sets.time.length);
  let survival = 1;
  for (let k = 0; k < before.length; k++) {
    before[k] = survival;
    survival *= (sets.atRisk[k]! - sets.events[k]!) / sets.atRisk[k]!;
  }
  return (time) => 1 - before[lastAtOrBefore(sets.time, time)]!;
}

/** Mid-rank of each time among the end times of all rows. */
function rankOfTime(times: Float64Array): (time: number) => number {
  const order = sortedOrder(times);
  const rank = new Map<number, number>();
  for (let i = 0; i < order.length; ) {
    const from = i;
    const time = times[order[i]!]!;
    while (i < order.length && times[order[i]!] === time) i++;
    rank.set(time, (from + 1 + i) / 2);
  }
  return (time) => rank.get(time)!;
}

function scaledResiduals(
  rows: CoxRows,
  fit: CoxFit,
  events: readonly { stratum: number; time: number; g: number; residual: Float64Array }[],
  inverse: Float64Array,
): ProportionalityTest['residuals'] {
  const p = rows.columns;
  const sorted = [...events].sort((a, b) => a.stratum - b.stratum || a.time - b.time);
  const coefficient = new Float64Array(sorted.length * p);
  sorted.forEach(({ residual }, i) => {
    for (let j = 0; j < p; j++) {
      let sum = 0;
      for (let k = 0; k < p; k++) sum += inverse[j * p + k]! * residual[k]!;
      coefficient[i * p + j] = fit.coefficients[j]!.coefficient + (rows.events * sum) / rows.scale[j]!;
    }
  });
  return {
    time: Float64Array.from(sorted, (one) => one.time),
    scaledTime: Float64Array.from(sorted, (one) => one.g),
    coefficient,
  };
}
