import { statisticsError } from '../errors.js';

export interface SearchOptions {
  /** Absolute width at which the search stops; default 1e-12 (1e-8 for a minimum). */
  readonly tolerance?: number;
  readonly maxSteps?: number;
}

/**
 * The root of a continuous function in [low, high], whose values there must differ in sign (Brent 1973,
 * `zeroin`: inverse quadratic interpolation kept in a bracket). Stops at width `tolerance` + 9e-16 |x|.
 *
 * @throws OPTIMISE_BRACKET when both ends have one sign or either is NaN, OPTIMISE_NO_CONVERGENCE after
 *   `maxSteps` (200) or at a NaN inside.
 */
export function findRoot(
  fn: (x: number) => number,
  low: number,
  high: number,
  options: SearchOptions = {},
): number {
  const { tolerance = 1e-12, maxSteps = 200 } = options;
  let a = low;
  let b = high;
  let fa = fn(a);
  let fb = fn(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(Math.sign(fa) * Math.sign(fb) < 0))
    throw statisticsError('OPTIMISE_BRACKET', 'findRoot', low, high, fa, fb);
  let c = a;
  let fc = fa;
  let d = b - a;
  let e = d;
  for (let step = 0; step < maxSteps; step++) {
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      d = b - a;
      e = d;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const width = 4.4e-16 * Math.abs(b) + 0.5 * tolerance;
    const half = 0.5 * (c - b);
    if (Math.abs(half) <= width || fb === 0) return b;
    if (Math.abs(e) < width || Math.abs(fa) <= Math.abs(fb)) {
      d = half;
      e = half;
    } else {
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = 2 * half * s;
        q = 1 - s;
      } else {
        const r = fb / fc;
        const t = fa / fc;
        p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      p = Math.abs(p);
      if (2 * p < Math.min(3 * half * q - Math.abs(width * q), Math.abs(e * q))) {
        e = d;
        d = p / q;
      } else {
        d = half;
        e = half;
      }
    }
    a = b;
    fa = fb;
    b += Math.abs(d) > width ? d : Math.sign(half) * width;
    fb = fn(b);
    if (Number.isNaN(fb)) break;
  }
  throw statisticsError('OPTIMISE_NO_CONVERGENCE', 'findRoot', maxSteps, b);
}
