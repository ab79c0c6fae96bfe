import { statisticsError } from '../errors.js';
import { requirePositive } from './domain.js';

const MAX_STEPS = 2_000_000;

/** log 2F1(1, a; c; z) with its partial derivatives, each of the log. */
export interface UnitHypergeometric {
  readonly log: number;
  readonly da: number;
  readonly dc: number;
  readonly dz: number;
  /** Terms of the series or steps of the continued fraction. */
  readonly steps: number;
}

function checkUnitArguments(a: number, c: number, z: number): void {
  requirePositive('logHypergeometricUnit', 'a', a);
  requirePositive('logHypergeometricUnit', 'c', c);
  if (!(c >= a)) {
    throw statisticsError('SPECIAL_DOMAIN', 'logHypergeometricUnit', 'c', c, `pass c of at least a (${a})`);
  }
  if (!(z >= 0 && z < 1)) {
    throw statisticsError('SPECIAL_DOMAIN', 'logHypergeometricUnit', 'z', z, 'pass a number in [0, 1)');
  }
}

/** Above this the positive series needs thousands of terms and Gauss's continued fraction takes over. */
const SERIES_LIMIT = 0.98;

/**
 * log 2F1(1, a; c; z) = log sum over j of (a)_j/(c)_j z^j, for 0 < a <= c and 0 <= z < 1. Every term is
 * positive and at most z^j, so nothing overflows and nothing cancels. Up to z = 0.98 by the series, above by
 * Gauss's continued fraction, which loses digits next to 1: relative error of the sum near 3e-12 at 1 - z =
 * 1e-6, 3e-9 at 1e-9, 2% at 1e-12. This is the form that the
 * Pareto/NBD and the beta-geometric survival sums reduce to after an Euler transformation. A&S (1964), 15.1.1
 * and 15.3.3. Throws SPECIAL_DOMAIN outside that domain.
 */
export function logHypergeometricUnit(a: number, c: number, z: number): number {
  checkUnitArguments(a, c, z);
  if (z > SERIES_LIMIT) return fractionWithGradient(a, c, z).log;
  let term = 1;
  let sum = 1;
  const stop = 1e-17 * (1 - z);
  for (let j = 0; j < MAX_STEPS; j++) {
    term *= ((a + j) / (c + j)) * z;
    sum += term;
    if (term <= stop * sum) break;
  }
  return Math.log(sum);
}

/**
 * `logHypergeometricUnit` together with its partial derivatives in a, c and z, term by term of the series
 * (A&S 1964, 15.1.1), above z = 0.98 of Gauss's continued fraction (Gauss 1813). Domain and errors as
 * `logHypergeometricUnit`.
 */
export function logHypergeometricUnitGradient(a: number, c: number, z: number): UnitHypergeometric {
  checkUnitArguments(a, c, z);
  if (z > SERIES_LIMIT) return fractionWithGradient(a, c, z);
  let term = 1;
  let sum = 1;
  let harmonicA = 0;
  let harmonicC = 0;
  let sumA = 0;
  let sumC = 0;
  // The term of dz at j, over the power z^(j-1), so that z = 0 needs no branch.
  let slope = a / c;
  let sumZ = slope;
  const stop = 1e-18 * (1 - z);
  let j = 0;
  for (; j < MAX_STEPS; j++) {
    harmonicA += 1 / (a + j);
    harmonicC += 1 / (c + j);
    term *= ((a + j) / (c + j)) * z;
    slope *= ((a + j + 1) / (c + j + 1)) * z * ((j + 2) / (j + 1));
    sum += term;
    sumA += term * harmonicA;
    sumC += term * harmonicC;
    sumZ += slope;
    if (slope <= stop * sumZ) break;
  }
  return { log: Math.log(sum), da: sumA / sum, dc: -sumC / sum, dz: sumZ / sum, steps: j + 1 };
}

/**
 * Gauss's continued fraction 1/(1 - k1 z/(1 - k2 z/(1 - ...))) (Gauss 1813; Cuyt et al. 2008, 15.3.3),
 * k_odd = (a+m)(c-1+m)/((c+2m-1)(c+2m)), k_even = m(c-a+m-1)/((c+2m-2)(c+2m-1)); the depth follows from
 * its rate (1-sqrt(1-z))/(1+sqrt(1-z)) a step. Evaluated from the tail inwards with its derivatives.
 */
function fractionWithGradient(a: number, c: number, z: number): UnitHypergeometric {
  const root = Math.sqrt(1 - z);
  const rate = 2 * Math.atanh(root);
  // Each pair of steps gains a factor e^(-2 rate); 45 covers the rounding of a double with its derivatives.
  // Large a and c delay the onset of that rate.
  const depth = Math.min(MAX_STEPS, Math.ceil(45 / rate) + Math.ceil(2 * Math.sqrt(c)) + 20);
  let f = (1 + root) / 2;
  let fa = 0;
  let fc = 0;
  let fz = -1 / (4 * root);
  for (let n = depth; n >= 1; n--) {
    let k: number;
    let ka: number;
    let kc: number;
    if (n % 2 === 1) {
      const m = (n - 1) / 2;
      // c + 2m - 1 cancels against c - 1 + m at m = 0.
      if (m === 0) {
        k = a / c;
        ka = 1 / c;
        kc = -k / c;
      } else {
        const below = (c + 2 * m - 1) * (c + 2 * m);
        ka = (c - 1 + m) / below;
        k = (a + m) * ka;
        kc = (a + m) / below - k * (1 / (c + 2 * m - 1) + 1 / (c + 2 * m));
      }
    } else {
      const m = n / 2;
      const below = (c + 2 * m - 2) * (c + 2 * m - 1);
      k = (m * (c - a + m - 1)) / below;
      ka = -m / below;
      kc = m / below - k * (1 / (c + 2 * m - 2) + 1 / (c + 2 * m - 1));
    }
    const inverse = 1 / f;
    const pull = k * z * inverse * inverse;
    fa = -ka * z * inverse + pull * fa;
    fc = -kc * z * inverse + pull * fc;
    fz = -k * inverse + pull * fz;
    f = 1 - k * z * inverse;
  }
  return { log: -Math.log(f), da: -fa / f, dc: -fc / f, dz: -fz / f, steps: depth };
}

/**
 * sum over j >= 1 of (e+1)_{j-1} (q)_j / ((c)_j j!) z^j, the series of the BG/NBD and MBG/NBD conditional
 * expectation after Euler's transformation (finite at e = 0). e > -1, c > 0, q < c (q may be negative), 0 <=
 * z < 1. At e != 0 it equals (2F1(e, q; c; z) - 1)/e. Fader, Hardie & Lee (2005), eq. 10, after A&S (1964),
 * 15.3.3. Throws SPECIAL_DOMAIN outside that domain, SPECIAL_NO_CONVERGENCE where two million terms do not do
 * (z next to 1).
 */
export function beheadedHypergeometric(e: number, q: number, c: number, z: number): number {
  const fn = 'beheadedHypergeometric';
  if (!(e > -1 && e < Infinity))
    throw statisticsError('SPECIAL_DOMAIN', fn, 'e', e, 'pass a number above -1');
  requirePositive(fn, 'c', c);
  if (!(q < c && q > -Infinity))
    throw statisticsError('SPECIAL_DOMAIN', fn, 'q', q, `pass a number below c (${c})`);
  if (!(z >= 0 && z < 1)) throw statisticsError('SPECIAL_DOMAIN', fn, 'z', z, 'pass a number in [0, 1)');
  let term = (q / c) * z;
  let sum = term;
  const stop = 1e-17 * (1 - z);
  for (let j = 1; j < MAX_STEPS; j++) {
    if (term === 0) return sum;
    const ratio = (((e + j) * (q + j)) / ((c + j) * (j + 1))) * z;
    term *= ratio;
    sum += term;
    if (Math.abs(term) <= stop * Math.abs(sum) && Math.abs(ratio) < 1) return sum;
  }
  throw statisticsError('SPECIAL_NO_CONVERGENCE', fn, `e=${e}, q=${q}, c=${c}, z=${z}`, MAX_STEPS);
}
