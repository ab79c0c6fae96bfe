/**
 * Cost of one stretch [from, to) of a series: the least (robustified) sum of squares about its own mean or
 * its own straight line. O(1) after a linear preparation. Missing periods cost nothing.
 */
export interface SegmentCost {
  readonly length: number;
  /** Free parameters of one segment, its break not counted. */
  readonly parameters: number;
  cost(from: number, to: number): number;
}

/** Squared error about the mean of the segment. */
export function meanCost(y: Float64Array): SegmentCost {
  const centred = centre(y);
  const count = prefix(centred, () => 1);
  const sum = prefix(centred, (value) => value);
  const squares = prefix(centred, (value) => value * value);
  return {
    length: y.length,
    parameters: 1,
    cost(from, to) {
      const n = count[to]! - count[from]!;
      if (n === 0) return 0;
      const total = sum[to]! - sum[from]!;
      return Math.max(0, squares[to]! - squares[from]! - (total * total) / n);
    },
  };
}

/** Squared error about the least-squares line of the segment. */
export function lineCost(y: Float64Array): SegmentCost {
  const centred = centre(y);
  const middle = (y.length - 1) / 2;
  const count = prefix(centred, () => 1);
  const sum = prefix(centred, (value) => value);
  const squares = prefix(centred, (value) => value * value);
  const times = prefix(centred, (_, t) => t - middle);
  const timeSquares = prefix(centred, (_, t) => (t - middle) ** 2);
  const products = prefix(centred, (value, t) => value * (t - middle));
  return {
    length: y.length,
    parameters: 2,
    cost(from, to) {
      const n = count[to]! - count[from]!;
      if (n < 3) return 0;
      const total = sum[to]! - sum[from]!;
      const time = times[to]! - times[from]!;
      const around = squares[to]! - squares[from]! - (total * total) / n;
      const spread = timeSquares[to]! - timeSquares[from]! - (time * time) / n;
      const cross = products[to]! - products[from]! - (time * total) / n;
      return Math.max(0, around - (cross * cross) / spread);
    },
  };
}

/** The series about its mean, so that large levels lose no digits. */
export function centre(y: Float64Array): Float64Array {
  let sum = 0;
  let n = 0;
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    sum += value;
    n++;
  }
  return y.map((value) => value - sum / n);
}

function prefix(y: Float64Array, of: (value: number, t: number) => number): Float64Array {
  const out = new Float64Array(y.length + 1);
  for (let t = 0; t < y.length; t++) out[t + 1] = out[t]! + (Number.isNaN(y[t]!) ? 0 : of(y[t]!, t));
  return out;
}
