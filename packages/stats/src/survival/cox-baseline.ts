import type { CoxRows } from './cox-data.js';
import { type Ties, relativeHazards } from './cox-likelihood.js';
import { sweepRiskSets } from './risk-set-sweep.js';
import type { GroupLabel } from './strata.js';

/**
 * Baseline of one stratum: that of a row whose covariates are the column means. One entry per event time,
 * ascending; 0 before the first.
 */
export interface BaselineHazard {
  readonly stratum: GroupLabel;
  readonly time: Float64Array;
  readonly cumulativeHazard: Float64Array;
  /** Variance of the cumulative hazard if the coefficients were known. */
  readonly variance: Float64Array;
  /** Integral of (mean covariates of those at risk - column means) over the hazard, per time p numbers. */
  readonly drift: Float64Array;
  /** End of the follow-up in the stratum: nothing is known after it. */
  readonly lastTime: number;
}

/**
 * Breslow's cumulative hazard: each event time adds deaths / (sum of relative hazards at risk); with Efron ties, tied
 * deaths leave the risk set one by one, as in the likelihood. Breslow (1974); Therneau & Grambsch (2000), 10.2.
 */
export function baselineHazards(rows: CoxRows, beta: Float64Array, ties: Ties): BaselineHazard[] {
  const p = rows.columns;
  const { weight, offset } = relativeHazards(rows, beta);
  const found = rows.strata.map(() => ({
    time: [] as number[],
    hazard: [] as number[],
    variance: [] as number[],
    drift: [] as number[],
  }));
  const drift = new Float64Array(p);
  sweepRiskSets(rows, rows.x, p, weight, (at) => {
    const list = found[at.stratum]!;
    const unit = Math.exp(-offset[at.stratum]!);
    const steps = ties === 'efron' ? at.deaths : 1;
    const times = ties === 'efron' ? 1 : at.deaths;
    let hazard = 0;
    let variance = 0;
    drift.fill(0);
    for (let step = 0; step < steps; step++) {
      const share = step / at.deaths;
      const total = at.s0 - share * at.d0;
      const rise = (times * unit) / total;
      hazard += rise;
      variance += (rise * unit) / total;
      for (let j = 0; j < p; j++) {
        const sum = share === 0 ? at.s1[j]! : at.s1[j]! - share * at.d1[j]!;
        drift[j]! += ((rise * sum) / total) * rows.scale[j]!;
      }
    }
    list.time.push(at.time);
    list.hazard.push(hazard);
    list.variance.push(variance);
    for (let j = p - 1; j >= 0; j--) list.drift.push(drift[j]!);
  });
  return found.map((list, stratum) => {
    const { label, from } = rows.strata[stratum]!;
    return {
      stratum: label,
      time: Float64Array.from(list.time).reverse(),
      cumulativeHazard: runningSums(Float64Array.from(list.hazard).reverse(), 1),
      variance: runningSums(Float64Array.from(list.variance).reverse(), 1),
      drift: runningSums(Float64Array.from(list.drift).reverse(), p),
      lastTime: rows.time[from]!,
    };
  });
}

function runningSums(values: Float64Array, stride: number): Float64Array {
  for (let i = stride; i < values.length; i++) values[i]! += values[i - stride]!;
  return values;
}
