import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { tryCholesky, choleskySolve } from '../linear/index.js';
import { normalSurvival } from '../special/index.js';
import { criticalValue } from './band.js';
import { checkLevel } from './check-level.js';
import { dependentColumns } from './dependent-columns.js';
import { invertSymmetric } from './invert-symmetric.js';
import { checkLength, checkObservations, type SurvivalObservations } from './observations.js';

export interface WeibullObservations extends Omit<SurvivalObservations, 'weight'> {
  /** Columns by name, one finite number per row; none for a single distribution. */
  readonly covariates?: Readonly<Record<string, ArrayLike<number>>>;
}

export interface WeibullOptions {
  /** 'exponential' fixes the scale at 1 (a hazard that does not change with time). Default 'weibull'. */
  readonly distribution?: 'weibull' | 'exponential';
  readonly level?: number;
}

/** One coefficient on log time: exp of it multiplies every quantile of the time to the event. */
export interface WeibullCoefficient {
  readonly name: string;
  readonly coefficient: number;
  readonly standardError: number;
  readonly z: number;
  readonly pValue: number;
  readonly low: number;
  readonly high: number;
}

export interface WeibullFit {
  /** The intercept first, then the columns. */
  readonly coefficients: readonly WeibullCoefficient[];
  /** Standard deviation parameter of log time; 1 / scale is the Weibull shape (> 1: hazard rises with time). */
  readonly scale: number;
  /** Of log(scale); null for the exponential. */
  readonly logScaleError: number | null;
  /** Log density of the times themselves (not of their logs). */
  readonly logLikelihood: number;
  readonly rows: number;
  readonly events: number;
  readonly level: number;
  readonly iterations: number;
}

const MOST_STEPS = 100;

/**
 * Weibull (or exponential) regression for censored times: log T = b'x + scale * W with W a minimum extreme
 * value; Kalbfleisch & Prentice (2002), 3.6. Unlike Kaplan-Meier it says something about the time after the
 * follow-up, and is as wrong there as its shape is.
 *
 * Throws SURVIVAL_ZERO_TIME; SURVIVAL_NO_EVENTS; SURVIVAL_BAD_VALUE; SURVIVAL_CONSTANT_COLUMN;
 * SURVIVAL_COLLINEAR_COLUMN; SURVIVAL_NO_CONVERGENCE; SURVIVAL_OPTION (distribution); for the data and the level
 * as `kaplanMeier`.
 */
export function weibullRegression(data: WeibullObservations, options: WeibullOptions = {}): WeibullFit {
  const level = checkLevel(options.level);
  const distributions = ['weibull', 'exponential'] as const;
  const asked = oneOf(options.distribution ?? 'weibull', distributions, 'SURVIVAL_OPTION', 'distribution');
  const free = asked === 'weibull';
  const { rows, time, event, entry } = checkObservations(data);
  const names = Object.keys(data.covariates ?? {});
  const p = names.length + 1;
  const logTime = logsOf(time);
  let events = 0;
  let exposure = 0;
  let eventLogTime = 0;
  for (let row = 0; row < rows; row++) {
    exposure += time[row]! - (entry === null ? 0 : entry[row]!);
    if (event[row] === 0) continue;
    events++;
    eventLogTime += logTime[row]!;
  }
  if (events === 0) throw statisticsError('SURVIVAL_NO_EVENTS', rows);
  const { x, mean, scale } = standardise(data.covariates ?? {}, names, rows);
  const logEntry = entry === null ? null : entry.map((value) => Math.log(value));

  const q = free ? p + 1 : p;
  let theta = new Float64Array(q);
  // The exponential estimate without covariates is a start from which Newton climbs.
  theta[0] = Math.log(exposure / events);
  let here = evaluate(theta);
  let steps = 0;
  for (let done = false; !done; ) {
    // Times that are all alike let the scale shrink to 0, until nothing finite is left.
    if (++steps > MOST_STEPS || !here.information.every(Number.isFinite))
      throw statisticsError('SURVIVAL_NO_CONVERGENCE', steps - 1, `'${names.at(-1) ?? 'time'}'`);
    const move = uphill(here.information, here.gradient, q);
    const gain = move.reduce((sum, value, j) => sum + value * here.gradient[j]!, 0);
    done = gain <= 1e-14 * (1 + Math.abs(here.value));
    for (let length = 1; length > 1e-9; length /= 2) {
      const target = theta.map((value, j) => value + length * move[j]!);
      const next = evaluate(target);
      if (!(next.value >= here.value - 1e-13 * Math.abs(here.value))) continue;
      theta = target;
      here = next;
      break;
    }
  }
  const covariance = invertSymmetric(here.information, q);
  if (covariance === null)
    throw statisticsError('SURVIVAL_NO_CONVERGENCE', steps, `'${names.at(-1) ?? 'time'}'`);

  const z = criticalValue(level);
  const coefficients = ['(Intercept)', ...names].map((name, j): WeibullCoefficient => {
    // Undo the standardisation: a linear map of the coefficients, applied to the covariance as well.
    const map = new Float64Array(q);
    if (j > 0) map[j] = 1 / scale[j]!;
    else {
      map[0] = 1;
      for (let k = 1; k < p; k++) map[k] = -mean[k]! / scale[k]!;
    }
    let coefficient = 0;
    let variance = 0;
    for (let a = 0; a < q; a++) {
      coefficient += map[a]! * theta[a]!;
      for (let b = 0; b < q; b++) variance += map[a]! * covariance[a * q + b]! * map[b]!;
    }
    const standardError = Math.sqrt(variance);
    const ratio = coefficient / standardError;
    return {
      name,
      coefficient,
      standardError,
      z: ratio,
      pValue: 2 * normalSurvival(Math.abs(ratio)),
      low: coefficient - z * standardError,
      high: coefficient + z * standardError,
    };
  });
  return {
    coefficients,
    scale: free ? Math.exp(theta[p]!) : 1,
    logScaleError: free ? Math.sqrt(covariance[p * q + p]!) : null,
    logLikelihood: here.value - eventLogTime,
    rows,
    events,
    level,
    iterations: steps,
  };

  /** Log likelihood of log time with gradient and information in (coefficients, log scale). */
  function evaluate(at: Float64Array): { value: number; gradient: Float64Array; information: Float64Array } {
    const tau = free ? at[p]! : 0;
    const sigma = Math.exp(tau);
    const gradient = new Float64Array(q);
    const information = new Float64Array(q * q);
    let value = 0;
    for (let row = 0; row < rows; row++) {
      let eta = 0;
      for (let j = 0; j < p; j++) eta += at[j]! * x[row * p + j]!;
      const d = event[row]!;
      const u = (logTime[row]! - eta) / sigma;
      const h = Math.exp(u);
      const u0 = logEntry === null ? -Infinity : (logEntry[row]! - eta) / sigma;
      const h0 = Math.exp(u0);
      const uh0 = h0 === 0 ? 0 : u0 * h0;
      const uuh0 = h0 === 0 ? 0 : u0 * uh0;
      value += d * (u - tau) - h + h0;
      const byEta = (h - h0 - d) / sigma;
      const curve = (h - h0) / (sigma * sigma);
      const cross = (h + u * h - h0 - uh0 - d) / sigma;
      for (let j = 0; j < p; j++) {
        const xj = x[row * p + j]!;
        gradient[j]! += xj * byEta;
        for (let k = 0; k <= j; k++) information[j * q + k]! += curve * xj * x[row * p + k]!;
        if (free) information[p * q + j]! += cross * xj;
      }
      if (free) {
        gradient[p]! += u * h - uh0 - d * (u + 1);
        information[p * q + p]! += u * h * (1 + u) - uh0 - uuh0 - d * u;
      }
    }
    for (let j = 0; j < q; j++) for (let k = 0; k < j; k++) information[k * q + j] = information[j * q + k]!;
    return { value: Number.isNaN(value) ? -Infinity : value, gradient, information };
  }
}

function logsOf(time: Float64Array): Float64Array {
  return time.map((value, row) => {
    if (value === 0) throw statisticsError('SURVIVAL_ZERO_TIME', row);
    return Math.log(value);
  });
}

/** Columns scaled to mean 0 and variance 1 behind a column of ones. */
function standardise(
  covariates: Readonly<Record<string, ArrayLike<number>>>,
  names: readonly string[],
  rows: number,
): { x: Float64Array; mean: Float64Array; scale: Float64Array } {
  const p = names.length + 1;
  const x = new Float64Array(rows * p);
  const mean = new Float64Array(p);
  const scale = new Float64Array(p).fill(1);
  for (let row = 0; row < rows; row++) x[row * p] = 1;
  names.forEach((name, index) => {
    const j = index + 1;
    const values = covariates[name]!;
    checkLength(name, values.length, rows);
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      if (!Number.isFinite(values[row])) throw statisticsError('SURVIVAL_BAD_VALUE', name, row, values[row]);
      sum += values[row]!;
    }
    mean[j] = sum / rows;
    let squares = 0;
    let varies = false;
    for (let row = 0; row < rows; row++) {
      squares += (values[row]! - mean[j]) ** 2;
      varies ||= values[row] !== values[0];
    }
    if (!varies) throw statisticsError('SURVIVAL_CONSTANT_COLUMN', name, values[0]!);
    scale[j] = Math.sqrt(squares / rows);
    for (let row = 0; row < rows; row++) x[row * p + j] = (values[row]! - mean[j]) / scale[j];
  });
  const cross = new Float64Array(p * p);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < p; j++)
      for (let k = 0; k < p; k++) cross[j * p + k]! += x[row * p + j]! * x[row * p + k]!;
  }
  const dependent = dependentColumns(cross, p, rows)[0];
  if (dependent !== undefined) {
    const others = dependent.on.filter((j) => j > 0).map((j) => `'${names[j - 1]!}'`);
    throw statisticsError('SURVIVAL_COLLINEAR_COLUMN', names[dependent.column - 1]!, others.join(', '));
  }
  return { x, mean, scale };
}

/** Newton direction; away from the maximum the information may be indefinite, and its diagonal is raised until it is not. */
function uphill(information: Float64Array, gradient: Float64Array, q: number): Float64Array {
  for (let raise = 0; ; raise = raise === 0 ? 1e-3 : raise * 10) {
    const raised = Float64Array.from(information);
    for (let j = 0; j < q; j++) raised[j * q + j]! += raise * (1 + Math.abs(information[j * q + j]!));
    const factor = tryCholesky(raised, q);
    if (factor !== null) return choleskySolve(factor, q, gradient);
  }
}
