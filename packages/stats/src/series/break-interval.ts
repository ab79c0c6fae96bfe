import { statisticsError } from '../errors.js';
import { findRoot } from '../optimise/index.js';
import { erfcScaled } from '../special/index.js';
import { coerceObservations, type Observations, requireLevel, requireWhole } from './observations.js';

export interface BreakInterval {
  /** First position of the new level, and the interval for it. */
  readonly at: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Confidence interval for the date of one level change (Bai 1997): the estimated date, scaled by (shift /
 * deviation)^2, is distributed as the place of the maximum of a two-sided Brownian motion with triangular
 * drift; each side has its own variance.
 *
 * @param at first position of the new level, as found by `findChangepoints`.
 * @param options.from first position of the stretch before, `to` the end of the stretch after (other breaks),
 *   within the series.
 * @returns positions rounded outwards, within the series.
 * @throws SERIES_OPTION, SERIES_VALUE, SERIES_TOO_SHORT below two values on a side.
 */
export function breakInterval(
  values: Observations,
  at: number,
  options: { readonly from?: number; readonly to?: number; readonly level?: number } = {},
): BreakInterval {
  const y = coerceObservations(values);
  const from = options.from ?? 0;
  const to = options.to ?? y.length;
  const level = options.level ?? 0.95;
  requireLevel(level);
  requireWhole('at', at, 1);
  requireWhole('from', from, 0);
  requireWhole('to', to, 0);
  if (to > y.length) {
    throw statisticsError('SERIES_OPTION', 'to', to, `pass a position of at most ${y.length}`);
  }
  const before = moments(y.subarray(from, at));
  const after = moments(y.subarray(at, to));
  if (before.n < 2 || after.n < 2) {
    const least = Math.min(before.n, after.n);
    throw statisticsError('SERIES_TOO_SHORT', 'a break interval', least, 2, 'pass values on both sides');
  }
  const shift = (after.mean - before.mean) ** 2;
  if (!(shift > 0)) return { at, lower: from, upper: to };
  // A side without any variance: the break is where it is.
  if (before.variance === 0 && after.variance === 0) return { at, lower: at, upper: at };
  const tail = (1 - level) / 2;
  const floor = 1e-12 * shift;
  const left = Math.max(before.variance, floor);
  const right = Math.max(after.variance, floor);
  // Steps of the score: drift -shift / 2 a period, variance shift * own variance.
  const earlier = sideQuantile(shift / 2, shift * left, shift / 2, shift * right, tail);
  const later = sideQuantile(shift / 2, shift * right, shift / 2, shift * left, tail);
  return {
    at,
    lower: Math.max(from, Math.floor(at - later)),
    upper: Math.min(to, Math.ceil(at + earlier)),
  };
}

function moments(values: Float64Array): { n: number; mean: number; variance: number } {
  const seen = values.filter((value) => !Number.isNaN(value));
  const n = seen.length;
  const mean = seen.reduce((a, b) => a + b, 0) / n;
  return { n, mean, variance: seen.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n };
}

/**
 * The distance x with chance `tail` that the maximum lies on this side further than x from the centre.
 *
 * One side is -drift t + sqrt(variance) B(t). Its first passage to m at t, never higher after, has density
 * h(t; m) 2 drift / variance; the other side stays below m with chance 1 - exp(-rate m),
 * rate = 2 drift / variance of that side. Integrated over m this leaves scaled error functions in t.
 */
function sideQuantile(
  drift: number,
  variance: number,
  otherDrift: number,
  otherVariance: number,
  tail: number,
): number {
  const own = 2 * (drift / variance);
  const steep = drift + variance * 2 * (otherDrift / otherVariance);
  const deviation = Math.sqrt(variance);
  const density = (t: number): number => {
    const root = Math.sqrt(t / (2 * variance));
    const decay = Math.exp(-(drift * drift * t) / (2 * variance));
    return 0.5 * own * decay * (steep * erfcScaled(steep * root) - drift * erfcScaled(drift * root));
  };
  // In w = sqrt(t) the integrand is smooth and falls like a normal density with deviation s / drift.
  const end = (9 * deviation) / drift;
  const beyond = (x: number): number => {
    const start = Math.sqrt(x);
    if (start >= end) return 0;
    const steps = 400;
    const h = (end - start) / steps;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const w = start + i * h;
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
      sum += weight * 2 * w * density(w * w);
    }
    return (sum * h) / 3;
  };
  if (beyond(0) <= tail) return 0;
  return findRoot((x) => beyond(x) - tail, 0, end * end);
}
