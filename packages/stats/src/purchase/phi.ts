/**
 * phi(e, l) = (1 - exp(-e l)) / e, continuous through e = 0 where it is l. It is the integral of
 * exp(-e u) over [0, l], and removes the holes that the textbook forms have at s = 1 and a = 1.
 */
export function phi(e: number, l: number): number {
  const product = e * l;
  if (Math.abs(product) < 1e-5) return l * (1 - product / 2 + (product * product) / 6);
  return -Math.expm1(-product) / e;
}

/** log(exp(p) + exp(q)) without overflow; -Infinity is allowed on either side. */
export function logSum(p: number, q: number): number {
  const high = Math.max(p, q);
  if (high === Number.NEGATIVE_INFINITY) return high;
  return high + Math.log1p(Math.exp(Math.min(p, q) - high));
}

/** 1 / (1 + exp(-t)), accurate in both tails. */
export function sigmoid(t: number): number {
  if (t >= 0) return 1 / (1 + Math.exp(-t));
  const e = Math.exp(t);
  return e / (1 + e);
}
