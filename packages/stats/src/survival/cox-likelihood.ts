import type { CoxRows } from './cox-data.js';
import { sweepRiskSets } from './risk-set-sweep.js';

/** How events at the same time share a risk set. Efron's is close to the exact answer; Breslow's is older. */
export type Ties = 'efron' | 'breslow';

/** Log partial likelihood with its derivatives in the standardised coefficients. */
export interface CoxLikelihood {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Minus the second derivative, full p x p, row by row. */
  readonly information: Float64Array;
}

/**
 * exp of each row's linear predictor. Within a stratum a common factor cancels, so the largest is taken out (into
 * `offset`, by stratum) and nothing overflows.
 */
export function relativeHazards(
  rows: CoxRows,
  beta: Float64Array,
): { readonly weight: Float64Array; readonly offset: Float64Array } {
  const p = rows.columns;
  const weight = new Float64Array(rows.rows);
  const offset = new Float64Array(rows.strata.length);
  rows.strata.forEach(({ from, to }, stratum) => {
    let high = -Infinity;
    for (let i = from; i < to; i++) {
      let eta = 0;
      for (let j = 0; j < p; j++) eta += rows.x[i * p + j]! * beta[j]!;
      weight[i] = eta;
      if (eta > high) high = eta;
    }
    for (let i = from; i < to; i++) weight[i] = Math.exp(weight[i]! - high);
    offset[stratum] = high;
  });
  return { weight, offset };
}

/**
 * Cox (1972) log partial likelihood, with Efron's (1977) or Breslow's (1974) treatment of ties, gradient and
 * information, in one pass.
 */
export function coxLikelihood(rows: CoxRows, beta: Float64Array, ties: Ties): CoxLikelihood {
  const p = rows.columns;
  const { x, event } = rows;
  const { weight } = relativeHazards(rows, beta);
  const gradient = new Float64Array(p);
  const information = new Float64Array(p * p);
  const centre = new Float64Array(p);
  let value = 0;
  sweepRiskSets(rows, x, p, weight, (at) => {
    const { s0, s1, s2, d0, d1, d2, deaths } = at;
    for (let i = at.from; i < at.to; i++) {
      if (event[i] === 0) continue;
      value += Math.log(weight[i]!);
      for (let j = 0; j < p; j++) gradient[j]! += x[i * p + j]!;
    }
    const steps = ties === 'efron' ? deaths : 1;
    const times = ties === 'efron' ? 1 : deaths;
    for (let step = 0; step < steps; step++) {
      const share = step / deaths;
      const total = s0 - share * d0;
      value -= times * Math.log(total);
      for (let j = 0; j < p; j++) {
        const mean = share === 0 ? s1[j]! / total : (s1[j]! - share * d1[j]!) / total;
        centre[j] = mean;
        gradient[j]! -= times * mean;
        const line = j * p;
        for (let k = 0; k <= j; k++) {
          const second = share === 0 ? s2[line + k]! : s2[line + k]! - share * d2[line + k]!;
          information[line + k]! += times * (second / total - mean * centre[k]!);
        }
      }
    }
  });
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) information[k * p + j] = information[j * p + k]!;
  return { value, gradient, information };
}
