import { type CoxObservations, prepareCox } from './cox-data.js';
import { relativeHazards } from './cox-likelihood.js';
import type { CoxFit } from './cox-regression.js';
import { lastAtOrBefore } from './kaplan-meier.js';
import { sweepRiskSets } from './risk-set-sweep.js';

/**
 * Martingale residual of every row, in the order of `data`: observed minus expected events, in (-inf, 1];
 * they add up to 0. Against a covariate they show the shape of its effect. With Efron ties, rows that share
 * an event time count for only part of its hazard. Therneau & Grambsch (2000), 4.2. Throws for the data as
 * `coxRegression`.
 */
export function martingaleResiduals(data: CoxObservations, fit: CoxFit): Float64Array {
  const rows = prepareCox(data);
  const p = rows.columns;
  const beta = Float64Array.from(fit.coefficients, ({ coefficient }, j) => coefficient * rows.scale[j]!);
  const { weight } = relativeHazards(rows, beta);
  const steps = rows.strata.map(() => [] as { time: number; hazard: number; tied: number }[]);
  sweepRiskSets(rows, rows.x, p, weight, ({ stratum, time, deaths, s0, d0 }) => {
    let hazard = 0;
    // Hazard that the tied deaths themselves do not bear: they have partly left the set.
    let tied = 0;
    for (let step = 0; step < deaths; step++) {
      const share = fit.ties === 'efron' ? step / deaths : 0;
      const rise = 1 / (s0 - share * d0);
      hazard += rise;
      tied += share * rise;
    }
    steps[stratum]!.push({ time, hazard, tied });
  });
  const out = new Float64Array(rows.rows);
  rows.strata.forEach(({ from, to }, stratum) => {
    const list = steps[stratum]!.reverse();
    const time = Float64Array.from(list, (one) => one.time);
    const total = new Float64Array(list.length);
    list.forEach((one, k) => {
      total[k] = one.hazard + (k > 0 ? total[k - 1]! : 0);
    });
    const upTo = (t: number): number => {
      const k = lastAtOrBefore(time, t);
      return k < 0 ? 0 : total[k]!;
    };
    for (let i = from; i < to; i++) {
      const died = rows.event[i] === 1;
      let hazard = upTo(rows.time[i]!) - (rows.entry === null ? 0 : upTo(rows.entry[i]!));
      if (died) hazard -= list[lastAtOrBefore(time, rows.time[i]!)]!.tied;
      out[rows.source[i]!] = rows.event[i]! - weight[i]! * hazard;
    }
  });
  return out;
}
