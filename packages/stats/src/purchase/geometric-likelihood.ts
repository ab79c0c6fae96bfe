import type { Objective } from '../optimise/types.js';
import type { PurchaseRows } from './rows.js';

/**
 * The summed likelihood of BG/NBD (`atFirst` 0: a customer may leave after a repeat purchase only) and
 * MBG/NBD (`atFirst` 1: after the first one too), with its analytic gradient. With v = b + repeats +
 * atFirst, L = exp(A) (1 + a/(v-1) ((alpha+age)/(alpha+recency))^(r+repeats)); the log of the second term
 * is kept so that no power is ever formed (Hardie 2015, note 027).
 */
export function geometricObjective(
  atFirst: 0 | 1,
  rows: PurchaseRows,
  counts: Float64Array = rows.counts,
): Objective {
  const logAt = new Float64Array(rows.points.length);
  // log(1 + t/alpha): the powers of alpha are joined before they can cancel.
  const overAt = new Float64Array(rows.points.length);
  const weightAt = new Float64Array(rows.points.length);
  const groups = rows.groupRepeats.length;

  return (logParameters, gradient) => {
    const r = Math.exp(logParameters[0]!);
    const alpha = Math.exp(logParameters[1]!);
    const a = Math.exp(logParameters[2]!);
    const b = Math.exp(logParameters[3]!);
    for (let i = 0; i < logAt.length; i++) {
      logAt[i] = Math.log(alpha + rows.points[i]!);
      overAt[i] = Math.log1p(rows.points[i]! / alpha);
    }
    weightAt.fill(0);
    let total = 0;
    let byR = 0;
    let byAlpha = 0;
    let byA = 0;
    let byB = 0;
    let rising = 0;
    let risingSlope = 0;
    let reached = 0;
    // log B(a, v) - log B(a, b) and its slopes, by running sums over the deaths survived.
    let survived = 0;
    let survivedByA = 0;
    let survivedByB = 0;
    let deaths = 0;
    for (let group = 0; group < groups; group++) {
      const repeats = rows.groupRepeats[group]!;
      for (; reached < repeats; reached++) {
        rising += Math.log(r + reached);
        risingSlope += 1 / (r + reached);
      }
      for (; deaths < repeats + atFirst; deaths++) {
        const whole = 1 / (a + b + deaths);
        survived += Math.log((b + deaths) * whole);
        survivedByA -= whole;
        survivedByB += 1 / (b + deaths) - whole;
      }
      const mayLeave = repeats + atFirst > 0;
      const before = b + repeats + atFirst - 1;
      const logShare = Math.log(a / before);
      const power = r + repeats;
      const rowEnd = rows.groupRow[group + 1]!;
      let size = 0;
      let sum = 0;
      let dead = 0;
      for (let row = rows.groupRow[group]!; row < rowEnd; row++) {
        const count = counts[row]!;
        if (count === 0) continue;
        const atAge = rows.agePoint[row]!;
        const atRecency = rows.recencyPoint[row]!;
        const alive = -repeats * logAt[atAge]! - r * overAt[atAge]!;
        size += count;
        if (!mayLeave) {
          sum += count * alive;
          weightAt[atAge]! += count;
          continue;
        }
        const log = logShare + power * (overAt[atAge]! - overAt[atRecency]!);
        if (log < 690) {
          const odds = Math.exp(log);
          const weight = count / (1 + odds);
          sum += count * (alive + Math.log1p(odds));
          weightAt[atAge]! += weight;
          weightAt[atRecency]! += weight * odds;
          dead += weight * odds;
        } else {
          sum += count * (alive + log);
          weightAt[atRecency]! += count;
          dead += count;
        }
      }
      total += sum + size * (rising + survived);
      byR += size * risingSlope;
      byA += size * survivedByA + dead / a;
      byB += size * survivedByB - (mayLeave ? dead / before : 0);
      const pointEnd = rows.groupPoint[group + 1]!;
      for (let i = rows.groupPoint[group]!; i < pointEnd; i++) {
        byR -= weightAt[i]! * overAt[i]!;
        byAlpha += (weightAt[i]! * ((r * rows.points[i]!) / alpha - repeats)) / (alpha + rows.points[i]!);
      }
    }
    gradient[0] = -r * byR;
    gradient[1] = -alpha * byAlpha;
    gradient[2] = -a * byA;
    gradient[3] = -b * byB;
    return -total;
  };
}
