/**
 * Locally weighted regression of y on 1..n at the position `at` (which may lie outside): tricube weights over
 * the `span` nearest points times optional robustness weights, degree 0 or 1 (Cleveland 1979). NaN when all
 * weights vanish.
 */
export function loessAt(
  y: ArrayLike<number>,
  at: number,
  span: number,
  degree: 0 | 1,
  robustness: ArrayLike<number> | null,
): number {
  const n = y.length;
  const width = Math.min(span, n);
  let left = Math.max(1, Math.min(n - width + 1, Math.round(at) - Math.floor((width - 1) / 2)));
  while (left + width <= n && left + width - at < at - left) left++;
  while (left > 1 && at - (left - 1) < left + width - 1 - at) left--;
  const right = left + width - 1;
  let reach = Math.max(at - left, right - at);
  // A span wider than the series widens the weights, as if there were points beyond its ends.
  if (span > n) reach += Math.floor((span - n) / 2);
  const weights = new Float64Array(width);
  let total = 0;
  for (let i = 0; i < width; i++) {
    const distance = Math.abs(left + i - at);
    if (distance > 0.999 * reach && reach > 0) continue;
    let weight = distance <= 0.001 * reach ? 1 : (1 - (distance / reach) ** 3) ** 3;
    if (robustness) weight *= robustness[left + i - 1]!;
    weights[i] = weight;
    total += weight;
  }
  if (!(total > 0)) return Number.NaN;
  let mean = 0;
  for (let i = 0; i < width; i++) {
    weights[i]! /= total;
    mean += weights[i]! * (left + i);
  }
  let tilt = 0;
  if (degree === 1) {
    let spread = 0;
    for (let i = 0; i < width; i++) spread += weights[i]! * (left + i - mean) ** 2;
    // No slope from points that all but coincide.
    if (Math.sqrt(spread) > 0.001 * (n - 1)) tilt = (at - mean) / spread;
  }
  let value = 0;
  for (let i = 0; i < width; i++) value += weights[i]! * (1 + tilt * (left + i - mean)) * y[left + i - 1]!;
  return value;
}

/** LOESS at every position, computed each `jump` positions and joined by straight lines. */
export function loessSmooth(
  y: ArrayLike<number>,
  span: number,
  degree: 0 | 1,
  jump: number,
  robustness: ArrayLike<number> | null,
): Float64Array {
  const n = y.length;
  const out = new Float64Array(n);
  const at = (position: number): number => {
    const value = loessAt(y, position, span, degree, robustness);
    return Number.isNaN(value) ? y[position - 1]! : value;
  };
  const fillBetween = (from: number, to: number): void => {
    const step = (out[to - 1]! - out[from - 1]!) / (to - from);
    for (let i = from + 1; i < to; i++) out[i - 1] = out[from - 1]! + step * (i - from);
  };
  out[0] = at(1);
  let last = 1;
  for (let position = 1 + jump; position <= n; position += jump) {
    out[position - 1] = at(position);
    fillBetween(last, position);
    last = position;
  }
  if (last < n) {
    out[n - 1] = at(n);
    fillBetween(last, n);
  }
  return out;
}
