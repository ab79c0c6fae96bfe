import { logHypergeometricUnitGradient } from '../special/hypergeometric.js';
import { logAddExp } from '../special/log-space.js';
import { LEGENDRE_NODES, LEGENDRE_WEIGHTS } from './gauss-legendre.js';
import type { PurchaseRows } from './rows.js';

/** Above this argument the power series is longer than Gauss's continued fraction. */
const SERIES_LIMIT = 0.9;

/** Terms after which (1 + j) z^j / (1 - z) is below the rounding error. */
function seriesLength(z: number): number {
  if (z === 0) return 2;
  return Math.ceil((44 - Math.log1p(-z)) / -Math.log(z)) + 2;
}

/** Coefficients of 2F1(1, a; c; z) and of its derivatives: they depend on the group (repeats) only. */
export interface SeriesTable {
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
export class ParetoPoints {
  /** log of alpha^r beta^s h(t) and its gradient in r, alpha, s, beta. */
  readonly logH: Float64Array;
  readonly byR: Float64Array;
  readonly byAlpha: Float64Array;
  readonly byS: Float64Array;
  readonly byBeta: Float64Array;
  readonly logAlpha: Float64Array;
  readonly logBeta: Float64Array;
  /** log(1 + t/alpha), log(1 + t/beta): powers of alpha and beta are joined before they can cancel. */
  readonly overAlpha: Float64Array;
  readonly overBeta: Float64Array;
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
    this.overAlpha = new Float64Array(size);
    this.overBeta = new Float64Array(size);
    this.overAlive = new Float64Array(size);
    this.weightH = new Float64Array(size);
    this.weightAlive = new Float64Array(size);
  }
}

/** Evaluates log h and its gradient at the points of one group. */
export function fillPoints(
  rows: PurchaseRows,
  group: number,
  r: number,
  alpha: number,
  s: number,
  beta: number,
  points: ParetoPoints,
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
  for (let i = to - 1; i >= from; i--) {
    const time = rows.points[i]!;
    points.logAlpha[i] = Math.log(alpha + time);
    points.logBeta[i] = Math.log(beta + time);
    points.overAlpha[i] = Math.log1p(time / alpha);
    points.overBeta[i] = Math.log1p(time / beta);
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
    } else if (i + 1 < to) {
      stepDown(rows, i, repeats, r, alpha, s, beta, points);
      continue;
    } else {
      const exact = logHypergeometricUnitGradient(a, c, z);
      log = exact.log;
      byA = exact.da;
      byC = exact.dc;
      byZ = exact.dz;
    }
    const logAlpha = points.logAlpha[i]!;
    const logBeta = points.logBeta[i]!;
    // log h is log S, plus log((alpha+t)/(beta+t)) when beta is the wider, over a customer alive at t.
    const over = wideAlpha ? log : log + logAlpha - logBeta;
    points.logH[i] = over - repeats * logAlpha - r * points.overAlpha[i]! - s * points.overBeta[i]!;
    points.overAlive[i] = Math.exp(over);
    points.byR[i] = byC - points.overAlpha[i]! + (wideAlpha ? byA : 0);
    points.byS[i] = byC - points.overBeta[i]! + (wideAlpha ? 0 : byA);
    // z = gap/(wide+t): it grows with the wider parameter as (1 - z)/(wide+t), falls with the other as 1/(wide+t).
    const ofAlpha = wideAlpha ? (1 - z) * inverse : -inverse;
    const ofBeta = wideAlpha ? -inverse : (1 - z) * inverse;
    points.byAlpha[i] = byZ * ofAlpha + r / alpha - powerAlpha / (alpha + time);
    points.byBeta[i] = byZ * ofBeta + s / beta - powerBeta / (beta + time);
  }
}

/**
 * log h at point i from the next later point: h(t)/w is the integral of (alpha+y)^-power (beta+y)^-(s+1) over
 * y > t, so only the piece between the two times is new. It is integrated in log(narrow + y) by panels, all
 * terms positive; where z is near 1 this costs a hundredth of the continued fraction.
 */
function stepDown(
  rows: PurchaseRows,
  i: number,
  repeats: number,
  r: number,
  alpha: number,
  s: number,
  beta: number,
  points: ParetoPoints,
): void {
  const power = r + repeats;
  const w = power + s;
  const logAlpha = Math.log(alpha);
  const logBeta = Math.log(beta);
  const constant = r * logAlpha + s * logBeta;
  const narrow = Math.min(alpha, beta);
  const gap = Math.abs(alpha - beta);
  const narrowPower = alpha >= beta ? s + 1 : power;
  const widePower = w + 1 - narrowPower;
  const start = Math.log(narrow + rows.points[i]!);
  const end = Math.log(narrow + rows.points[i + 1]!);
  // Relative to the later integral; its own logarithm is taken out so that nothing overflows.
  const log = (u: number, wide: number) => constant + (1 - narrowPower) * u - widePower * Math.log(wide);
  const peak = Math.max(log(start, gap + Math.exp(start)), log(end, gap + Math.exp(end)));
  let piece = 0;
  let ofNarrow = 0;
  let ofWide = 0;
  let overNarrow = 0;
  let overWide = 0;
  for (let u = start; u < end; ) {
    const ahead = Math.exp(u + 1);
    const steepness = Math.abs(1 - narrowPower) + (widePower * ahead) / (gap + ahead);
    const width = Math.min(end - u, 1, 8 / steepness);
    const before = piece;
    for (let k = 0; k < LEGENDRE_NODES.length; k++) {
      const place = u + (width / 2) * (1 + LEGENDRE_NODES[k]!);
      const x = Math.exp(place);
      const wide = gap + x;
      const logWide = Math.log(wide);
      const value =
        LEGENDRE_WEIGHTS[k]! *
        (width / 2) *
        Math.exp(constant - peak + (1 - narrowPower) * place - widePower * logWide);
      piece += value;
      ofNarrow += value * place;
      ofWide += value * logWide;
      overNarrow += value / x;
      overWide += value / wide;
    }
    u += width;
    if (piece - before < 1e-18 * before) break;
  }
  const later = points.logH[i + 1]! - Math.log(w);
  const now = logAddExp(later, peak + Math.log(piece));
  const kept = Math.exp(later - now);
  const scale = Math.exp(peak - now);
  const wideAlpha = alpha >= beta;
  points.logH[i] = Math.log(w) + now;
  // log h = log w + log I; the gradient of log I is an expectation, mixed from the two pieces.
  const own = 1 / w;
  const ofAlpha = piece * logAlpha - (wideAlpha ? ofWide : ofNarrow);
  const ofBeta = piece * logBeta - (wideAlpha ? ofNarrow : ofWide);
  points.byR[i] = own + kept * (points.byR[i + 1]! - own) + scale * ofAlpha;
  points.byS[i] = own + kept * (points.byS[i + 1]! - own) + scale * ofBeta;
  const atAlpha = (piece * r) / alpha - power * (wideAlpha ? overWide : overNarrow);
  const atBeta = (piece * s) / beta - (s + 1) * (wideAlpha ? overNarrow : overWide);
  points.byAlpha[i] = kept * points.byAlpha[i + 1]! + scale * atAlpha;
  points.byBeta[i] = kept * points.byBeta[i + 1]! + scale * atBeta;
  const alive = -repeats * points.logAlpha[i]! - r * points.overAlpha[i]! - s * points.overBeta[i]!;
  points.overAlive[i] = Math.exp(points.logH[i] - alive);
}
