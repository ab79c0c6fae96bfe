/**
 * log(1 - e^x) for x <= 0, accurate at both ends (Maechler 2012). -Infinity at 0; NaN above 0. Throws
 * nothing.
 */
export function log1mexp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** log(1 + e^x) without overflow. Maechler (2012). Throws nothing. */
export function log1pexp(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** 1 / (1 + e^-x), the inverse of the log-odds. In [0, 1], for any x. Throws nothing. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/**
 * log(e^a + e^b), the larger taken out so that nothing overflows; -Infinity stands for a zero, NaN stays NaN.
 * Blanchard, Higham & Higham (2021). Throws nothing.
 */
export function logAddExp(a: number, b: number): number {
  const high = a > b ? a : b;
  const low = a > b ? b : a;
  if (high === -Infinity || high === Infinity) return Number.isNaN(low) ? low : high;
  return high + Math.log1p(Math.exp(low - high));
}

/** log(e^a - e^b) for a >= b; -Infinity when equal, NaN when a < b. Maechler (2012). Throws nothing. */
export function logSubExp(a: number, b: number): number {
  if (b === -Infinity) return a;
  if (a === b) return -Infinity;
  return a + log1mexp(b - a);
}

/**
 * log of the sum of e^v over `values`, the largest taken out; -Infinity for an empty list, NaN with any NaN.
 * Blanchard, Higham & Higham (2021). Throws nothing.
 */
export function logSumExp(values: ArrayLike<number>): number {
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) return value;
    if (value > high) high = value;
  }
  if (high === -Infinity || high === Infinity) return high;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp((values[i] as number) - high);
  return high + Math.log(sum);
}

/**
 * log(1 + u) - u for u > -1, without the cancellation near 0 (series in u/(2+u), Loader 2000). Throws
 * nothing.
 */
export function log1pMinus(u: number): number {
  if (u < -0.5 || u > 1) return Math.log1p(u) - u;
  const r = u / (2 + u);
  const square = r * r;
  let power = square;
  let sum = 0;
  for (let k = 3; k < 200; k += 2) {
    const term = power / k;
    sum += term;
    if (term <= 1e-17 * sum) break;
    power *= square;
  }
  return r * (2 * sum - u);
}

/**
 * x log(x/m) + m - x for x >= 0, m > 0: the deviance of a count x about a mean m, free of cancellation
 * (Loader 2000, "Fast and accurate computation of binomial probabilities"). Throws nothing.
 */
export function deviance(x: number, m: number): number {
  if (x === 0) return m;
  const u = (x - m) / m;
  if (u > -0.5 && u < 1) {
    // x log(x/m) + m - x = m [(1+u) log(1+u) - u] = m [(1+u)(log1p(u) - u) + u^2].
    // Both terms are O(u^2); near 0 their sum loses one bit: u^2 - (1+u) u^2/2.
    return m * ((1 + u) * log1pMinus(u) + u * u);
  }
  return x * Math.log(x / m) + m - x;
}
