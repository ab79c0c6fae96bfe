import { statisticsError } from '../errors.js';
import type { RiskMatrix } from './columns.js';
import type { LogisticRows } from './logistic-likelihood.js';

/** Standardised rows and what it takes to undo the standardisation. */
export interface ScaledRows extends LogisticRows {
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  readonly constant: readonly number[];
  readonly events: number;
  readonly total: number;
}

/** Columns to mean 0 and variance 1 (weighted) behind a column of ones. Throws RISK_CONSTANT_COLUMN unless allowed. */
export function standardise(
  matrix: RiskMatrix,
  outcome: Uint8Array,
  weight: Float64Array | null,
  allowConstant: boolean,
): ScaledRows {
  const { rows, columns: p, values, names } = matrix;
  const size = p + 1;
  const x = new Float64Array(rows * size);
  const mean = new Float64Array(p);
  const scale = new Float64Array(p).fill(1);
  const constant: number[] = [];
  let total = 0;
  let events = 0;
  for (let row = 0; row < rows; row++) {
    const w = weight === null ? 1 : weight[row]!;
    total += w;
    events += w * outcome[row]!;
    x[row * size] = 1;
    for (let j = 0; j < p; j++) mean[j]! += w * values[row * p + j]!;
  }
  for (let j = 0; j < p; j++) {
    mean[j]! /= total;
    let squares = 0;
    let varies = false;
    for (let row = 0; row < rows; row++) {
      const value = values[row * p + j]!;
      squares += (weight === null ? 1 : weight[row]!) * (value - mean[j]!) ** 2;
      varies ||= value !== values[j];
    }
    if (varies) scale[j] = Math.sqrt(squares / total);
    else if (allowConstant) constant.push(j);
    else throw statisticsError('RISK_CONSTANT_COLUMN', names[j]!, values[j]!);
    // A constant column becomes zeros: under a ridge its coefficient is then 0.
    const centre = varies ? mean[j]! : values[j]!;
    for (let row = 0; row < rows; row++) {
      x[row * size + j + 1] = (values[row * p + j]! - centre) / scale[j]!;
    }
  }
  return { rows, size, x, outcome, weight, mean, scale, constant, events, total };
}

/** Weights above 0, or null for none. Throws RISK_LENGTH or RISK_BAD_WEIGHT. */
export function checkWeights(weight: ArrayLike<number> | undefined, rows: number): Float64Array | null {
  if (weight === undefined) return null;
  if (weight.length !== rows) throw statisticsError('RISK_LENGTH', 'weight', weight.length, rows);
  return Float64Array.from(weight, (value, row) => {
    if (!(value > 0 && Number.isFinite(value))) throw statisticsError('RISK_BAD_WEIGHT', row, value);
    return value;
  });
}
