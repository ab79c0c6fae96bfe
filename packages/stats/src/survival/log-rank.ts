import { statisticsError } from '../errors.js';
import { chiSquareSurvival } from '../special/index.js';
import { type SurvivalObservations, checkObservations } from './observations.js';
import { quadraticForm } from './quadratic-form.js';
import { sortedOrder } from './sorted-order.js';
import { type GroupLabel, groupRows, orderByGroup } from './strata.js';

export interface LogRankObservations extends Omit<SurvivalObservations, 'weight'> {
  /** The groups to compare. */
  readonly group: ArrayLike<GroupLabel>;
  /** Compare only within strata (country, plan), then add up over them. */
  readonly stratum?: ArrayLike<GroupLabel>;
}

/** A chi-square test. */
export interface SurvivalTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
}

export interface LogRankResult extends SurvivalTest {
  /** Observed and expected events (weighted when rho is not 0), by group: numbers ascending, then text. */
  readonly groups: readonly {
    readonly group: GroupLabel;
    readonly subjects: number;
    readonly observed: number;
    readonly expected: number;
  }[];
}

/**
 * Log-rank test of equal hazards in k groups, with the hypergeometric variance; Mantel (1966). `rho`, at
 * least 0, weighs each event time by S(t-)^rho: 0 is the log-rank test, 1 the Peto-Peto form of the Wilcoxon
 * test, which looks at early differences. Harrington & Fleming (1982).
 *
 * Throws SURVIVAL_NO_EVENTS; SURVIVAL_ONE_GROUP; SURVIVAL_NEVER_TOGETHER; SURVIVAL_OPTION for a negative rho,
 * or a group or stratum that is neither text nor a finite number; for the data as `kaplanMeier`.
 */
export function logRank(data: LogRankObservations, options: { readonly rho?: number } = {}): LogRankResult {
  const rho = options.rho ?? 0;
  if (!(rho >= 0)) throw statisticsError('SURVIVAL_OPTION', 'rho', rho, 'pass 0 (log-rank) or 1 (Peto)');
  const { rows, time, event, entry } = checkObservations(data);
  const groups = groupRows('group', data.group, rows);
  const strata = groupRows('stratum', data.stratum, rows);
  const k = groups.labels.length;
  if (k < 2) throw statisticsError('SURVIVAL_ONE_GROUP', groups.labels[0]);
  const observed = new Float64Array(k);
  const expected = new Float64Array(k);
  const variance = new Float64Array(k * k);
  const subjects = new Float64Array(k);
  for (let row = 0; row < rows; row++) subjects[groups.index[row]!]!++;

  const byTime = orderByGroup(sortedOrder(time), strata);
  const byEntry = entry === null ? null : orderByGroup(sortedOrder(entry), strata);
  let events = 0;
  for (let stratum = 0; stratum < strata.labels.length; stratum++) {
    const [from, to] = [byTime.start[stratum]!, byTime.start[stratum + 1]!];
    const stops = byTime.order.subarray(from, to);
    const entries = byEntry === null ? null : byEntry.order.subarray(from, to);
    events += addStratum(stops, entries);
  }
  if (events === 0) throw statisticsError('SURVIVAL_NO_EVENTS', rows);

  const difference = observed.map((o, g) => o - expected[g]!);
  const { value: statistic, rank } = quadraticForm(variance, difference, k);
  if (rank === 0) throw statisticsError('SURVIVAL_NEVER_TOGETHER');
  return {
    statistic,
    degreesOfFreedom: rank,
    pValue: chiSquareSurvival(statistic, rank),
    groups: groups.labels.map((group, g) => ({
      group,
      subjects: subjects[g]!,
      observed: observed[g]!,
      expected: expected[g]!,
    })),
  };

  function addStratum(stops: Uint32Array, entries: Uint32Array | null): number {
    const atRisk = new Float64Array(k);
    const deaths = new Float64Array(k);
    if (entries === null) for (const row of stops) atRisk[groups.index[row]!]!++;
    let entered = 0;
    let survival = 1;
    let total = 0;
    for (let i = 0; i < stops.length; ) {
      const t = time[stops[i]!]!;
      if (entries !== null && entry !== null) {
        for (; entered < entries.length && entry[entries[entered]!]! < t; entered++) {
          atRisk[groups.index[entries[entered]!]!]!++;
        }
      }
      const start = i;
      let d = 0;
      deaths.fill(0);
      for (; i < stops.length && time[stops[i]!] === t; i++) {
        const row = stops[i]!;
        if (event[row] === 1) {
          deaths[groups.index[row]!]!++;
          d++;
        }
      }
      if (d > 0) {
        let n = 0;
        for (let g = 0; g < k; g++) n += atRisk[g]!;
        const weight = rho === 0 ? 1 : survival ** rho;
        addTable(deaths, atRisk, d, n, weight);
        survival *= (n - d) / n;
        total += d;
      }
      for (let j = start; j < i; j++) atRisk[groups.index[stops[j]!]!]!--;
    }
    return total;
  }

  function addTable(deaths: Float64Array, atRisk: Float64Array, d: number, n: number, weight: number): void {
    const spread = n > 1 ? (weight * weight * d * (n - d)) / (n - 1) : 0;
    for (let g = 0; g < k; g++) {
      const share = atRisk[g]! / n;
      observed[g]! += weight * deaths[g]!;
      expected[g]! += weight * d * share;
      for (let h = 0; h < k; h++) {
        variance[g * k + h]! += spread * share * ((g === h ? 1 : 0) - atRisk[h]! / n);
      }
    }
  }
}
