import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { huberCost } from './huber-cost.js';
import { coerceObservations, countObserved, type Observations, requireWhole } from './observations.js';
import { optimalPartitions, type Partition, penalisedPartition } from './optimal-partition.js';
import { median, normalisedMad } from './robust-scale.js';
import { lineCost, meanCost, type SegmentCost } from './segment-cost.js';

export interface ChangepointOptions {
  /** What a segment is: one level, or one straight line (its own slope). */
  readonly shape?: 'level' | 'line';
  /** Huber's cost instead of squared error, so that outliers do not become segments. Levels only. */
  readonly robust?: boolean;
  /** Fewest periods in a segment; 15% of the series, at least 4 (lines 6), by default. */
  readonly shortest?: number;
  /** `bic` (Yao 1988, as in Bai & Perron's procedure) or `mbic` (Zhang & Siegmund 2007), the stricter. */
  readonly criterion?: 'bic' | 'mbic';
  /** Most breaks tried up to 2,000 periods; what fits, at most 20, by default. */
  readonly most?: number;
  /**
   * Correlation of neighbouring errors: estimated by default. A positive one makes false breaks, so the
   * penalty is multiplied by (1 + phi) / (1 - phi). Pass 0 to ignore it.
   */
  readonly autocorrelation?: 'estimate' | number;
}

export interface Segment {
  /** First position, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Mean of the segment (lines: value of the line at `from`; robust: the median). */
  readonly level: number;
  /** Units a period; 0 for levels. */
  readonly slope: number;
}

export interface Changepoints {
  /** First position of every new segment, oldest first; empty when nothing changed. */
  readonly breaks: readonly number[];
  readonly segments: readonly Segment[];
  /** Cost of the best partition and the criterion with 0, 1, ... breaks (up to 2,000 periods only). */
  readonly table: readonly {
    readonly breaks: readonly number[];
    readonly cost: number;
    readonly criterion: number;
  }[];
  readonly method: 'exact' | 'pruned';
  /** Correlation of neighbouring errors that was allowed for, and the factor on the penalty. */
  readonly phi: number;
  readonly inflation: number;
}

const EXACT_LIMIT = 2000;
/** 95% efficiency at the normal distribution, in standard deviations. */
const HUBER_THRESHOLD = 1.345;

/**
 * When did the level (or the line) of a series change? Exact search over all partitions up to 2,000 periods,
 * exact pruned search at a fixed penalty beyond. Auger & Lawrence (1989); pruned: Killick, Fearnhead & Eckley
 * (2012).
 *
 * @throws SERIES_OPTION; SERIES_VALUE; SERIES_TOO_SHORT below two shortest segments; a robust search beyond
 *   2,000 periods is refused (SERIES_OPTION).
 */
export function findChangepoints(values: Observations, options: ChangepointOptions = {}): Changepoints {
  const y = coerceObservations(values);
  const shape = oneOf(options.shape ?? 'level', ['level', 'line'], 'SERIES_OPTION', 'shape');
  oneOf(options.criterion ?? 'bic', ['bic', 'mbic'], 'SERIES_OPTION', 'criterion');
  const robust = options.robust ?? false;
  if (robust && shape === 'line') {
    throw statisticsError('SERIES_OPTION', 'robust', robust, 'the robust search is for levels');
  }
  if (robust && y.length > EXACT_LIMIT) {
    const remedy = `the robust search takes at most ${EXACT_LIMIT} periods: use coarser periods`;
    throw statisticsError('SERIES_OPTION', 'robust', robust, remedy);
  }
  const least = shape === 'line' ? 6 : 4;
  const shortest = options.shortest ?? Math.max(least, Math.floor(0.15 * y.length));
  requireWhole('shortest', shortest, shape === 'line' ? 3 : 2);
  const observed = countObserved(y);
  if (observed < 2 * shortest) {
    const remedy = 'pass more periods or a smaller shortest segment';
    throw statisticsError('SERIES_TOO_SHORT', 'changepoints', observed, 2 * shortest, remedy);
  }
  const scale = differenceScale(y);
  const segment = robust
    ? huberCost(y, HUBER_THRESHOLD * (scale > 0 ? scale : 1))
    : shape === 'line'
      ? lineCost(y)
      : meanCost(y);
  const search = y.length > EXACT_LIMIT ? prunedSearch : exactSearch;
  return search(y, segment, shortest, scale, options);
}

type Search = (
  y: Float64Array,
  segment: SegmentCost,
  shortest: number,
  scale: number,
  options: ChangepointOptions,
) => Changepoints;

const exactSearch: Search = (y, segment, shortest, _scale, options) => {
  const most = options.most ?? Math.min(20, Math.floor(y.length / shortest) - 1);
  requireWhole('most', most, 0);
  const partitions = optimalPartitions(segment, shortest, most);
  const n = countObserved(y);
  // A perfect fit must not win by log 0: costs below rounding noise count as equal.
  const noise = 1e-13 * Math.max(partitions[0]!.cost, Number.MIN_VALUE);
  const criterion = (partition: Partition, inflation: number): number =>
    n * (Math.log(Math.max(partition.cost, noise) / n) + 1 + Math.log(2 * Math.PI)) +
    inflation * penaltyOf(partition.breaks, segment, n, y.length, options.criterion ?? 'bic');
  const choose = (inflation: number): Partition =>
    partitions.reduce((best, next) =>
      criterion(next, inflation) < criterion(best, inflation) ? next : best,
    );
  const { partition, phi, inflation } = settle(y, options, choose);
  return {
    breaks: partition.breaks,
    segments: describe(y, partition.breaks, options),
    table: partitions.map((each) => ({ ...each, criterion: criterion(each, inflation) })),
    method: 'exact',
    phi,
    inflation,
  };
};

const prunedSearch: Search = (y, segment, shortest, scale, options) => {
  const n = countObserved(y);
  const variance = scale > 0 ? scale * scale : Number.MIN_VALUE;
  const modified = options.criterion === 'mbic';
  const choose = (inflation: number): Partition => {
    // Costs in units of the noise variance, so the penalty is that of twice the log-likelihood. Differences
    // of correlated errors show only (1 - phi) of it; inflation = (1 + phi) / (1 - phi) gives phi back.
    const unit = ((variance * (inflation + 1)) / 2) * inflation;
    const penalty = (modified ? 3 : segment.parameters + 1) * Math.log(n) * unit;
    const share = (periods: number): number => (modified ? unit * Math.log(periods / y.length) : 0);
    return penalisedPartition(segment, shortest, penalty, share);
  };
  const { partition, phi, inflation } = settle(y, options, choose);
  return {
    breaks: partition.breaks,
    segments: describe(y, partition.breaks, options),
    table: [],
    method: 'pruned',
    phi,
    inflation,
  };
};

/** Penalty of a partition on the scale of minus twice the log-likelihood. */
function penaltyOf(
  breaks: readonly number[],
  segment: SegmentCost,
  n: number,
  length: number,
  criterion: 'bic' | 'mbic',
): number {
  if (criterion === 'bic') {
    return Math.log(n) * (segment.parameters * (breaks.length + 1) + breaks.length + 1);
  }
  let sum = 3 * breaks.length * Math.log(n);
  const edges = [0, ...breaks, length];
  for (let i = 1; i < edges.length; i++) sum += Math.log((edges[i]! - edges[i - 1]!) / length);
  return sum;
}

/**
 * Autocorrelation and breaks decide each other: start without inflation, measure the autocorrelation of the
 * residuals, raise the penalty, and repeat until the breaks stay. False breaks absorb autocorrelation, so
 * each round can only reveal more of it; the largest seen is kept.
 */
function settle(
  y: Float64Array,
  options: ChangepointOptions,
  choose: (inflation: number) => Partition,
): { partition: Partition; phi: number; inflation: number } {
  const factor = (phi: number): number => Math.max(1, (1 + phi) / (1 - phi));
  const given = options.autocorrelation ?? 'estimate';
  if (given !== 'estimate') {
    if (!(given > -1 && given < 1)) {
      throw statisticsError('SERIES_OPTION', 'autocorrelation', given, 'pass a number between -1 and 1');
    }
    return { partition: choose(factor(given)), phi: given, inflation: factor(given) };
  }
  let phi = 0;
  let partition = choose(1);
  for (let round = 0; round < 10; round++) {
    const seen = Math.min(0.95, neighbourCorrelation(y, partition.breaks, options));
    if (seen <= phi + 1e-9) break;
    phi = seen;
    const next = choose(factor(phi));
    const same = next.breaks.length === partition.breaks.length;
    partition = next;
    if (same) break;
  }
  return { partition, phi, inflation: factor(phi) };
}

/**
 * Lag-1 correlation of the residuals, with the downward bias of removed levels and slopes made good:
 * (1 + 3 phi) / n for one level (Marriott & Pope 1954), times the parameters.
 */
function neighbourCorrelation(
  y: Float64Array,
  breaks: readonly number[],
  options: ChangepointOptions,
): number {
  const segments = describe(y, breaks, options);
  const residual = new Float64Array(y.length);
  for (const { from, to, level, slope } of segments) {
    for (let t = from; t < to; t++) residual[t] = y[t]! - level - slope * (t - from);
  }
  const robust = options.robust ?? false;
  const limit = robust ? 3 * normalisedMad(residual) : Number.POSITIVE_INFINITY;
  let squares = 0;
  let products = 0;
  let n = 0;
  let previous = Number.NaN;
  for (const value of residual) {
    const clipped = Math.max(-limit, Math.min(limit, value));
    if (Number.isNaN(clipped)) {
      previous = Number.NaN;
      continue;
    }
    n++;
    squares += clipped * clipped;
    if (!Number.isNaN(previous)) products += clipped * previous;
    previous = clipped;
  }
  if (!(squares > 0)) return 0;
  const parameters = segments.length * (options.shape === 'line' ? 2 : 1);
  const raw = products / squares;
  return Math.max(0, (n * raw + parameters) / Math.max(1, n - 3 * parameters));
}

function describe(y: Float64Array, breaks: readonly number[], options: ChangepointOptions): Segment[] {
  const edges = [0, ...breaks, y.length];
  return edges.slice(1).map((to, i) => {
    const from = edges[i]!;
    const inside = y.subarray(from, to);
    if (options.robust) return { from, to, level: median(inside), slope: 0 };
    let n = 0;
    let st = 0;
    let sy = 0;
    inside.forEach((value, t) => {
      if (Number.isNaN(value)) return;
      n++;
      st += t;
      sy += value;
    });
    if (options.shape !== 'line') return { from, to, level: sy / n, slope: 0 };
    let stt = 0;
    let sty = 0;
    inside.forEach((value, t) => {
      if (Number.isNaN(value)) return;
      stt += (t - st / n) ** 2;
      sty += (t - st / n) * (value - sy / n);
    });
    const slope = stt > 0 ? sty / stt : 0;
    return { from, to, level: sy / n - (slope * st) / n, slope };
  });
}

/** Noise scale from differences: level changes touch only a few of them. */
function differenceScale(y: Float64Array): number {
  const differences = y.map((value, t) => (t === 0 ? Number.NaN : (value - y[t - 1]!) / Math.SQRT2));
  const robust = normalisedMad(differences);
  if (robust > 0) return robust;
  const seen = differences.filter((value) => !Number.isNaN(value));
  return seen.length > 0 ? Math.sqrt(seen.reduce((sum, value) => sum + value * value, 0) / seen.length) : 0;
}
