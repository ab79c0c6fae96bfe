import type { Objective } from '../optimise/types.js';
import { fillPoints, ParetoPoints, type SeriesTable } from './pareto-points.js';
import type { PurchaseRows } from './rows.js';

/**
 * The summed Pareto/NBD likelihood and its analytic gradient. With h as in `pareto-nbd.ts`,
 * L = exp(A) (1 + s/w [h(recency) - h(age)] / exp(A)); h and its gradient are evaluated once for each
 * distinct (repeats, time), a row then costs one exp and one log1p, and the gradient is gathered as weights
 * on points.
 */
export function paretoObjective(rows: PurchaseRows, counts: Float64Array = rows.counts): Objective {
  const points = new ParetoPoints(rows.points.length);
  const table: SeriesTable = {
    value: new Float64Array(512),
    byA: new Float64Array(512),
    byC: new Float64Array(512),
  };
  const groups = rows.groupRepeats.length;

  return (logParameters, gradient) => {
    const r = Math.exp(logParameters[0]!);
    const alpha = Math.exp(logParameters[1]!);
    const s = Math.exp(logParameters[2]!);
    const beta = Math.exp(logParameters[3]!);
    points.weightH.fill(0);
    points.weightAlive.fill(0);
    let total = 0;
    let byR = 0;
    let byAlpha = 0;
    let byS = 0;
    let byBeta = 0;
    let rising = 0;
    let risingSlope = 0;
    let reached = 0;
    for (let group = 0; group < groups; group++) {
      const repeats = rows.groupRepeats[group]!;
      for (; reached < repeats; reached++) {
        rising += Math.log(r + reached);
        risingSlope += 1 / (r + reached);
      }
      fillPoints(rows, group, r, alpha, s, beta, points, table);
      const share = s / (r + s + repeats);
      const rowEnd = rows.groupRow[group + 1]!;
      let size = 0;
      let sum = 0;
      let dead = 0;
      for (let row = rows.groupRow[group]!; row < rowEnd; row++) {
        const count = counts[row]!;
        if (count === 0) continue;
        const atAge = rows.agePoint[row]!;
        const atRecency = rows.recencyPoint[row]!;
        const alive =
          -repeats * points.logAlpha[atAge]! - r * points.overAlpha[atAge]! - s * points.overBeta[atAge]!;
        size += count;
        if (atAge === atRecency) {
          sum += count * alive;
          points.weightAlive[atAge]! += count;
          continue;
        }
        const log = points.logH[atRecency]! - alive;
        if (log < 690) {
          const early = share * Math.exp(log);
          const late = share * points.overAlive[atAge]!;
          const odds = Math.max(0, early - late);
          const weight = count / (1 + odds);
          sum += count * (alive + Math.log1p(odds));
          points.weightAlive[atAge]! += weight;
          points.weightH[atRecency]! += weight * early;
          points.weightH[atAge]! -= weight * late;
          dead += weight * odds;
        } else {
          // Surely dead: the odds overflow, their logarithm and their gradient do not.
          const fall = points.logH[atAge]! - points.logH[atRecency]!;
          const kept = -Math.expm1(fall);
          sum += count * (points.logH[atRecency]! + Math.log(share * kept));
          points.weightH[atRecency]! += count / kept;
          points.weightH[atAge]! -= (count * Math.exp(fall)) / kept;
          dead += count;
        }
      }
      total += sum + size * rising;
      byR += size * risingSlope - dead / (r + s + repeats);
      byS += dead / s - dead / (r + s + repeats);
      const pointEnd = rows.groupPoint[group + 1]!;
      for (let i = rows.groupPoint[group]!; i < pointEnd; i++) {
        const h = points.weightH[i]!;
        const live = points.weightAlive[i]!;
        const time = rows.points[i]!;
        byR += h * points.byR[i]! - live * points.overAlpha[i]!;
        byAlpha += h * points.byAlpha[i]! + (live * ((r * time) / alpha - repeats)) / (alpha + time);
        byS += h * points.byS[i]! - live * points.overBeta[i]!;
        byBeta += h * points.byBeta[i]! + (live * ((s * time) / beta)) / (beta + time);
      }
    }
    gradient[0] = -r * byR;
    gradient[1] = -alpha * byAlpha;
    gradient[2] = -s * byS;
    gradient[3] = -beta * byBeta;
    return -total;
  };
}
