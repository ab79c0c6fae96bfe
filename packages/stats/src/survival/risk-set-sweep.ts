import type { CoxRows } from './cox-data.js';

/**
 * Weighted sums over the rows at risk (s) and over the rows with the event (d) at one event time: of 1, x and x x'.
 * The same object is refilled at every visit. Second moments fill the lower triangle of a p x p matrix.
 */
export interface RiskSetSums {
  stratum: number;
  time: number;
  deaths: number;
  /** Sorted positions of the rows that stop at this time. */
  from: number;
  to: number;
  s0: number;
  d0: number;
  readonly s1: Float64Array;
  readonly d1: Float64Array;
  readonly s2: Float64Array;
  readonly d2: Float64Array;
}

// Sums are rebuilt from the rows once late entries have taken away this share of them, so that what is left
// keeps at least twelve digits.
const REBUILD_BELOW = 1e-4;

/**
 * Visits every event time, each stratum from its last to its first: rows are added as their stop time is passed
 * and taken away as their entry is, so the whole costs O(rows * p^2) (Therneau & Grambsch 2000, 3.1).
 *
 * @param x covariates, row by row in the sorted order of `rows`, p columns
 * @param weight exp(linear predictor) of each row, positive
 */
export function sweepRiskSets(
  rows: CoxRows,
  x: Float64Array,
  p: number,
  weight: Float64Array,
  visit: (sums: RiskSetSums) => void,
): void {
  const { time, event, entry, byEntry } = rows;
  const s1 = new Float64Array(p);
  const d1 = new Float64Array(p);
  const s2 = new Float64Array(p * p);
  const d2 = new Float64Array(p * p);
  const sums: RiskSetSums = { stratum: 0, time: 0, deaths: 0, from: 0, to: 0, s0: 0, d0: 0, s1, d1, s2, d2 };

  for (let stratum = 0; stratum < rows.strata.length; stratum++) {
    const { from, to } = rows.strata[stratum]!;
    sums.stratum = stratum;
    clear();
    let peak = 0;
    let leaving = from;
    for (let i = from; i < to; ) {
      const t = time[i]!;
      const start = i;
      let deaths = 0;
      for (; i < to && time[i] === t; i++) {
        add(i, 1);
        deaths += event[i]!;
      }
      if (sums.s0 > peak) peak = sums.s0;
      if (deaths === 0) continue;
      if (entry !== null && byEntry !== null) {
        const before = leaving;
        for (; leaving < to && entry[byEntry[leaving]!]! >= t; leaving++) add(byEntry[leaving]!, -1);
        if (leaving > before && !(sums.s0 > REBUILD_BELOW * peak)) {
          clear();
          for (let j = from; j < i; j++) if (entry[j]! < t) add(j, 1);
          peak = sums.s0;
        }
      }
      sums.time = t;
      sums.from = start;
      sums.to = i;
      sums.deaths = deaths;
      sumDeaths(start, i, deaths);
      visit(sums);
    }
  }

  function clear(): void {
    sums.s0 = 0;
    s1.fill(0);
    s2.fill(0);
  }

  function add(row: number, sign: number): void {
    const w = sign * weight[row]!;
    sums.s0 += w;
    const at = row * p;
    for (let j = 0; j < p; j++) {
      const wx = w * x[at + j]!;
      s1[j]! += wx;
      const line = j * p;
      for (let k = 0; k <= j; k++) s2[line + k]! += wx * x[at + k]!;
    }
  }

  function sumDeaths(start: number, end: number, deaths: number): void {
    sums.d0 = 0;
    // A single death needs no sums of its own: they are used only to spread tied deaths.
    if (deaths === 1) return;
    d1.fill(0);
    d2.fill(0);
    for (let row = start; row < end; row++) {
      if (event[row] === 0) continue;
      const w = weight[row]!;
      sums.d0 += w;
      const at = row * p;
      for (let j = 0; j < p; j++) {
        const wx = w * x[at + j]!;
        d1[j]! += wx;
        const line = j * p;
        for (let k = 0; k <= j; k++) d2[line + k]! += wx * x[at + k]!;
      }
    }
  }
}
