import { choleskyInverse, choleskyLogDeterminant, tryCholesky } from '../linear/index.js';
import type { CoxRows } from './cox-data.js';
import { type Ties, relativeHazards } from './cox-likelihood.js';
import { sweepRiskSets } from './risk-set-sweep.js';

/**
 * Firth's (1993) penalty for the Cox model, half the log determinant of the information, with its gradient in the
 * standardised coefficients; Heinze & Schemper (2001). `null` when the information is singular.
 *
 * The gradient is half the trace of A dI/dbeta_r with A the inverse information. At one risk set that trace is the
 * third central moment of x contracted with A: with q = x'Ax and m the mean,
 * E[q x] - 2 E[x x'] A m + 2 m (m'Am) - m E[q]. Its sums come from the same sweep, over x extended by q.
 */
export function firthCorrection(
  rows: CoxRows,
  beta: Float64Array,
  ties: Ties,
  information: Float64Array,
): { readonly value: number; readonly gradient: Float64Array } | null {
  const p = rows.columns;
  const factor = tryCholesky(information, p);
  if (factor === null) return null;
  const inverse = choleskyInverse(factor, p);
  const wide = p + 1;
  const extended = new Float64Array(rows.rows * wide);
  for (let i = 0; i < rows.rows; i++) {
    let q = 0;
    for (let j = 0; j < p; j++) {
      const xj = rows.x[i * p + j]!;
      extended[i * wide + j] = xj;
      for (let k = 0; k < p; k++) q += xj * inverse[j * p + k]! * rows.x[i * p + k]!;
    }
    extended[i * wide + p] = q;
  }
  const gradient = new Float64Array(p);
  const m = new Float64Array(p);
  const am = new Float64Array(p);
  const { weight } = relativeHazards(rows, beta);
  sweepRiskSets(rows, extended, wide, weight, ({ s0, d0, s1, d1, s2, d2, deaths }) => {
    const steps = ties === 'efron' ? deaths : 1;
    const times = ties === 'efron' ? 1 : deaths;
    for (let step = 0; step < steps; step++) {
      const share = step / deaths;
      const total = s0 - share * d0;
      const first = (j: number): number => (share === 0 ? s1[j]! : s1[j]! - share * d1[j]!) / total;
      const second = (j: number, k: number): number => {
        const at = j >= k ? j * wide + k : k * wide + j;
        return (share === 0 ? s2[at]! : s2[at]! - share * d2[at]!) / total;
      };
      for (let j = 0; j < p; j++) m[j] = first(j);
      let mam = 0;
      for (let j = 0; j < p; j++) {
        am[j] = 0;
        for (let k = 0; k < p; k++) am[j]! += inverse[j * p + k]! * m[k]!;
        mam += m[j]! * am[j]!;
      }
      const meanQ = first(p);
      for (let r = 0; r < p; r++) {
        let third = second(p, r) + 2 * m[r]! * mam - m[r]! * meanQ;
        for (let k = 0; k < p; k++) third -= 2 * second(r, k) * am[k]!;
        gradient[r]! += (times * third) / 2;
      }
    }
  });
  return { value: choleskyLogDeterminant(factor, p) / 2, gradient };
}
