import { logHypergeometricUnitGradient } from '../special/hypergeometric.js';
import type { Objective } from '../optimise/types.js';
import type { PurchaseRows } from './rows.js';

/** Above this argument the power series is longer than Gauss's continued fraction. */
const SERIES_LIMIT = 0.9;

/** Terms after which (1 + j) z^j / (1 - z) is below the rounding error. */
function seriesLength(z: number): number {
  if (z === 0) return 2;
  return Math.ceil((44 - Math.log1p(-z)) / -Math.log(z)) + 2;
}

/** Coefficients of 2F1(1, a; c; z) and of its derivatives: they depend on the group (repeats) only. */
interface SeriesTable {
  readonly value: Float64Array;
  readonly byA: Float64Array;
  readonly byC: Float64Array;
}

function fillSeries(table: SeriesTable, a: number, c: number, length: number): void {
  let term = 1;
  let sumA = 0;
  let sumC = 0;
  table.value[0] = 1;
  table.byA[0] = 0;
  table.byC[0] = 0;
  for (let j = 1; j < length; j++) {
    const inverseA = 1 / (a + j - 1);
    const inverseC = 1 / (c + j - 1);
    term *= inverseC / inverseA;
    sumA += inverseA;
    sumC += inverseC;
    table.value[j] = term;
    table.byA[j] = term * sumA;
    table.byC[j] = -term * sumC;
  }
}

/** What a row needs at each of its two times, by point. */
class Points {
  /** log h(t) and its gradient in r, alpha, s, beta. */
  readonly logH: Float64Array;
  readonly byR: Float64Array;
  readonly byAlpha: Float64Array;
  readonly byS: Float64Array;
  readonly byBeta: Float64Array;
  readonly logAlpha: Float64Array;
  readonly logBeta: Float64Array;
  /** h(t) over the likelihood of a customer alive at t. */
  readonly overAlive: Float64Array;
  /** Summed weights of h(t) and of the alive term, gathered over rows. */
  readonly weightH: Float64Array;
  readonly weightAlive: Float64Array;

  constructor(size: number) {
    this.logH = new Float64Array(size);
    this.byR = new Float64Array(size);
    this.byAlpha = new Float64Array(size);
    this.byS = new Float64Array(size);
    this.byBeta = new Float64Array(size);
    this.logAlpha = new Float64Array(size);
    this.logBeta = new Float64Array(size);
    this.overAlive = new Float64Array(size);
    this.weightH = new Float64Array(size);
    this.weightAlive = new Float64Array(size);
  }
}

/**
 * The summed Pareto/NBD likelihood and its analytic gradient. With h as in `pareto-nbd.ts`,
 * L = exp(A) (1 + s/w [h(recency) - h(age)] / exp(A)); h and its gradient are evaluated once for each
 * distinct (repeats, time), a row then costs one exp and one log1p, and the gradient is gathered as weights
 * on points.
 */
export function paretoObjective(rows: PurchaseRows, counts: Float64Array = rows.counts): Objective {
  const points = new Points(rows.points.length);
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
        const alive = -(r + repeats) * points.logAlpha[atAge]! - s * points.logBeta[atAge]!;
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
        byR += h * points.byR[i]! - live * points.logAlpha[i]!;
        byAlpha += h * points.byAlpha[i]! - (live * (r + repeats)) / (alpha + time);
        byS += h * points.byS[i]! - live * points.logBeta[i]!;
        byBeta += h * points.byBeta[i]! - (live * s) / (beta + time);
      }
    }
    let customers = 0;
    for (let row = 0; row < rows.rowCount; row++) customers += counts[row]!;
    const logAlpha = Math.log(alpha);
    const logBeta = Math.log(beta);
    total += customers * (r * logAlpha + s * logBeta);
    gradient[0] = -r * (byR + customers * logAlpha);
    gradient[1] = -(alpha * byAlpha + customers * r);
    gradient[2] = -s * (byS + customers * logBeta);
    gradient[3] = -(beta * byBeta + customers * s);
    return -total;
  };
}

/** Evaluates log h and its gradient at the points of one group. */
function fillPoints(
  rows: PurchaseRows,
  group: number,
  r: number,
  alpha: number,
  s: number,
  beta: number,
  points: Points,
  table: SeriesTable,
): void {
  const repeats = rows.groupRepeats[group]!;
  const from = rows.groupPoint[group]!;
  const to = rows.groupPoint[group + 1]!;
  const wideAlpha = alpha >= beta;
  const wide = wideAlpha ? alpha : beta;
  const gap = Math.abs(alpha - beta);
  const a = wideAlpha ? r + repeats : s + 1;
  const c = r + s + repeats + 1;
  // h = (alpha+t)^-powerAlpha (beta+t)^-powerBeta S(a, c, z(t)).
  const powerAlpha = wideAlpha ? r + repeats : r + repeats - 1;
  const powerBeta = wideAlpha ? s : s + 1;
  let largest = 0;
  for (let i = from; i < to; i++) {
    const z = gap / (wide + rows.points[i]!);
    if (z <= SERIES_LIMIT && z > largest) largest = z;
  }
  const length = seriesLength(largest);
  fillSeries(table, a, c, length);
  for (let i = from; i < to; i++) {
    const time = rows.points[i]!;
    const inverse = 1 / (wide + time);
    const z = gap * inverse;
    let log: number;
    let byA: number;
    let byC: number;
    let byZ: number;
    if (z <= SERIES_LIMIT) {
      let value = 0;
      let slopeZ = 0;
      let slopeA = 0;
      let slopeC = 0;
      for (let j = length - 1; j >= 0; j--) {
        slopeZ = slopeZ * z + value;
        value = value * z + table.value[j]!;
        slopeA = slopeA * z + table.byA[j]!;
        slopeC = slopeC * z + table.byC[j]!;
      }
      log = Math.log(value);
      byA = slopeA / value;
      byC = slopeC / value;
      byZ = slopeZ / value;
    } else {
      const exact = logHypergeometricUnitGradient(a, c, z);
      log = exact.log;
      byA = exact.da;
      byC = exact.dc;
      byZ = exact.dz;
    }
    const logAlpha = Math.log(alpha + time);
    const logBeta = Math.log(beta + time);
    points.logAlpha[i] = logAlpha;
    points.logBeta[i] = logBeta;
    points.logH[i] = log - powerAlpha * logAlpha - powerBeta * logBeta;
    // log h - A = log S, plus log((alpha+t)/(beta+t)) when beta is the wider.
    points.overAlive[i] = Math.exp(wideAlpha ? log : log + logAlpha - logBeta);
    points.byR[i] = byC - logAlpha + (wideAlpha ? byA : 0);
    points.byS[i] = byC - logBeta + (wideAlpha ? 0 : byA);
    // z = gap/(wide+t): it grows with the wider parameter as (1 - z)/(wide+t), falls with the other as 1/(wide+t).
    const ofAlpha = wideAlpha ? (1 - z) * inverse : -inverse;
    const ofBeta = wideAlpha ? -inverse : (1 - z) * inverse;
    points.byAlpha[i] = byZ * ofAlpha - powerAlpha / (alpha + time);
    points.byBeta[i] = byZ * ofBeta - powerBeta / (beta + time);
  }
}
