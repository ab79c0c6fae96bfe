import { symmetricEigen } from '../linear/symmetric-eigen.js';

/** Points of a rule; exact for polynomials up to degree 2 x POINTS - 1. */
const POINTS = 16;
/** Blocks up to this length are summed term by term; a power of two. */
const SHORT = 2 * POINTS;
/** Error allowed for each block, as a share of the sum so far. */
const TOLERANCE = 1e-12;
/** Terms after which no block is split further: what is left to disagree is rounding of the terms. */
const MOST_TERMS = 100_000;

interface Rule {
  /** Distances from the middle of the block, in half lengths. */
  readonly nodes: readonly number[];
  /** They add up to the length. */
  readonly weights: readonly number[];
}

const rules = new Map<number, Rule>();

/**
 * Gauss's rule for the sum over `length` neighbouring whole numbers: nodes and weights from the recurrence of
 * the discrete Chebyshev polynomials (Gautschi 2004, 1.5.2 and 3.1.1). It is exact where a polynomial is: no
 * correction for the difference between sum and integral is needed.
 */
function ruleFor(length: number): Rule {
  const known = rules.get(length);
  if (known !== undefined) return known;
  const matrix = new Float64Array(POINTS * POINTS);
  for (let k = 1; k < POINTS; k++) {
    const beside = Math.sqrt((k * k * (1 - (k / length) ** 2)) / (4 * k * k - 1));
    matrix[(k - 1) * POINTS + k] = beside;
    matrix[k * POINTS + k - 1] = beside;
  }
  const { values, vectors } = symmetricEigen(matrix, POINTS);
  const rule = { nodes: [...values], weights: Array.from(values, (_, i) => length * vectors[i]! ** 2) };
  rules.set(length, rule);
  return rule;
}

/**
 * The sum over t = 0, 1, 2, ... of a smooth, positive, falling `term` (of any real t), of which every one is
 * at most `factor` < 1 times the one before. Blocks of doubling length, each by a Gauss rule and again as two
 * halves, split where the two disagree; so the cost grows with the log of the number of terms that matter (it
 * is bounded at some 100,000), and the relative error stays below 1e-10 where the terms are that precise.
 */
export function longSum(term: (t: number) => number, factor: number): number {
  let sum = 0;
  let terms = 0;
  const plain = (from: number, length: number): number => {
    let part = 0;
    terms += length;
    for (let t = from; t < from + length; t++) part += term(t);
    return part;
  };
  const byRule = (from: number, length: number): number => {
    const { nodes, weights } = ruleFor(length);
    const middle = from + (length - 1) / 2;
    let part = 0;
    terms += POINTS;
    for (let i = 0; i < POINTS; i++) part += weights[i]! * term(middle + (nodes[i]! * length) / 2);
    return part;
  };
  const block = (from: number, length: number, whole: number): number => {
    const half = length / 2;
    if (half < SHORT) return plain(from, length);
    const first = byRule(from, half);
    const second = byRule(from + half, half);
    const halves = first + second;
    if (terms > MOST_TERMS || Math.abs(halves - whole) <= TOLERANCE * (sum + halves)) return halves;
    return block(from, half, first) + block(from + half, half, second);
  };
  let from = 0;
  let length = SHORT;
  for (;;) {
    sum += from === 0 ? plain(0, length) : block(from, length, byRule(from, length));
    from += length;
    // What is left is below a geometric series.
    if (term(from) <= 1e-14 * (1 - factor) * sum) return sum;
    if (from > length) length *= 2;
  }
}
