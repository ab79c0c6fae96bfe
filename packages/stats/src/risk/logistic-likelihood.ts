import { choleskyInverse, choleskyLogDeterminant, tryCholesky } from '../linear/index.js';
import type { ClimbPoint } from '../survival/newton-climb.js';
import type { Penalty } from '../survival/penalty.js';

/** Rows of a logistic regression: a leading column of ones, then standardised columns, row by row. */
export interface LogisticRows {
  readonly rows: number;
  /** Coefficients, the intercept included. */
  readonly size: number;
  readonly x: Float64Array;
  readonly outcome: Uint8Array;
  readonly weight: Float64Array | null;
}

export interface LogisticPoint extends ClimbPoint {
  /** Without the penalty. */
  readonly logLikelihood: number;
}

/**
 * Log likelihood of sum w (y eta - log(1 + e^eta)) with the penalty's share: a ridge on all but the intercept, or
 * Firth's (1993) half log determinant of the information, whose gradient is the sum of h (1/2 - p) x with h the
 * leverages (Heinze & Schemper 2002). `null` where the information is singular under Firth.
 */
export function logisticPoint(
  data: LogisticRows,
  beta: Float64Array,
  penalty: Penalty,
): LogisticPoint | null {
  const { rows, size, x, outcome, weight } = data;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const chance = penalty.kind === 'firth' ? new Float64Array(rows) : null;
  let value = 0;
  for (let row = 0, at = 0; row < rows; row++, at += size) {
    let eta = 0;
    for (let j = 0; j < size; j++) eta += x[at + j]! * beta[j]!;
    const y = outcome[row]!;
    const w = weight === null ? 1 : weight[row]!;
    // One exponential serves the probability and the log, and never overflows.
    const e = Math.exp(-Math.abs(eta));
    const p = eta >= 0 ? 1 / (1 + e) : e / (1 + e);
    value += w * (y * eta - (eta > 0 ? eta : 0) - Math.log1p(e));
    if (chance !== null) chance[row] = p;
    const slope = w * (y - p);
    const curve = (w * e) / ((1 + e) * (1 + e));
    for (let j = 0; j < size; j++) {
      const xj = x[at + j]!;
      gradient[j]! += slope * xj;
      const cx = curve * xj;
      const line = j * size;
      for (let k = 0; k <= j; k++) information[line + k]! += cx * x[at + k]!;
    }
  }
  for (let j = 0; j < size; j++)
    for (let k = 0; k < j; k++) information[k * size + j] = information[j * size + k]!;
  const logLikelihood = value;
  if (chance !== null) {
    const added = addFirth(data, chance, information, gradient);
    if (added === null) return null;
    value += added;
  } else if (penalty.lambda > 0) {
    for (let j = 1; j < size; j++) {
      value -= (penalty.lambda / 2) * beta[j]! ** 2;
      gradient[j]! -= penalty.lambda * beta[j]!;
      information[j * size + j]! += penalty.lambda;
    }
  }
  return Number.isFinite(value) ? { value, gradient, information, logLikelihood } : null;
}

function addFirth(
  data: LogisticRows,
  chance: Float64Array,
  information: Float64Array,
  gradient: Float64Array,
): number | null {
  const { rows, size, x, weight } = data;
  const factor = tryCholesky(information, size);
  if (factor === null) return null;
  const inverse = choleskyInverse(factor, size);
  for (let row = 0, at = 0; row < rows; row++, at += size) {
    let q = 0;
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) q += x[at + j]! * inverse[j * size + k]! * x[at + k]!;
    }
    const p = chance[row]!;
    const leverage = (weight === null ? 1 : weight[row]!) * p * (1 - p) * q;
    for (let j = 0; j < size; j++) gradient[j]! += leverage * (0.5 - p) * x[at + j]!;
  }
  return choleskyLogDeterminant(factor, size) / 2;
}
