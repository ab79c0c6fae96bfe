import { statisticsError } from '../errors.js';
import { loessAt, loessSmooth } from './loess.js';
import { type Observations, requireComplete, requireWhole } from './observations.js';
import { median } from './robust-scale.js';

export interface StlOptions {
  /** Periods a season, at least 2. */
  readonly period: number;
  /** Span of the smoother over one phase, odd and at least 7; `periodic` (the default) keeps one shape. */
  readonly seasonSpan?: number | 'periodic';
  /** Down-weigh outliers; false by default. */
  readonly robust?: boolean;
}

/** y = season + trend + remainder. */
export interface StlDecomposition {
  readonly season: Float64Array;
  readonly trend: Float64Array;
  readonly remainder: Float64Array;
  /** 1 for ordinary periods down to 0 for outliers (all 1 unless robust). */
  readonly weights: Float64Array;
}

/**
 * Seasonal-trend decomposition by LOESS (Cleveland, Cleveland, McRae & Terpenning 1990), in the unit of the
 * series: inner loop of phase smoothing (local constants, as in R's stl), low-pass filter and trend
 * smoothing; the robust form repeats it with bisquare weights.
 *
 * @throws SERIES_MISSING; SERIES_TOO_SHORT up to two full seasons; SERIES_OPTION; SERIES_VALUE.
 */
export function stlDecomposition(values: Observations, options: StlOptions): StlDecomposition {
  const { period } = options;
  requireWhole('period', period, 2);
  const y = requireComplete('the seasonal-trend decomposition', values);
  const n = y.length;
  if (n < 2 * period + 1) {
    const remedy = 'pass more than two full seasons';
    throw statisticsError('SERIES_TOO_SHORT', 'the seasonal-trend decomposition', n, 2 * period + 1, remedy);
  }
  const seasonSpan = options.seasonSpan ?? 'periodic';
  const periodic = seasonSpan === 'periodic';
  if (!periodic && !(Number.isSafeInteger(seasonSpan) && seasonSpan >= 7 && seasonSpan % 2 === 1)) {
    throw statisticsError(
      'SERIES_OPTION',
      'seasonSpan',
      seasonSpan,
      'pass an odd number of at least 7, or periodic',
    );
  }
  const spans = spansOf(period, periodic ? 10 * n + 1 : seasonSpan);
  const robust = options.robust ?? false;
  const weights = new Float64Array(n).fill(1);
  let season: Float64Array = new Float64Array(n);
  let trend: Float64Array = new Float64Array(n);
  const rounds = robust ? 15 : 0;
  for (let round = 0; round <= rounds; round++) {
    for (let inner = 0; inner < (robust ? 1 : 2); inner++) {
      season = seasonStep(y, trend, period, spans, round > 0 ? weights : null);
      const adjusted = y.map((value, t) => value - season[t]!);
      trend = loessSmooth(adjusted, spans.trend, 1, jumpOf(spans.trend), round > 0 ? weights : null);
    }
    if (round < rounds) bisquareWeights(y, season, trend, weights);
  }
  if (periodic) season = phaseMeans(season, period);
  const remainder = y.map((value, t) => value - season[t]! - trend[t]!);
  return { season, trend, remainder, weights };
}

interface Spans {
  readonly season: number;
  readonly trend: number;
  readonly low: number;
}

function spansOf(period: number, season: number): Spans {
  const nextOdd = (x: number): number => {
    const whole = Math.round(x);
    return whole % 2 === 0 ? whole + 1 : whole;
  };
  return {
    season,
    trend: nextOdd(Math.ceil((1.5 * period) / (1 - 1.5 / season))),
    low: nextOdd(period),
  };
}

/** Smoothers are evaluated every tenth of their span: linear in between changes nothing that can be seen. */
function jumpOf(span: number): number {
  return Math.ceil(span / 10);
}

function seasonStep(
  y: Float64Array,
  trend: Float64Array,
  period: number,
  spans: Spans,
  weights: Float64Array | null,
): Float64Array {
  const n = y.length;
  // Phase smoothing of the detrended series, one season longer at each end.
  const cycle = new Float64Array(n + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const size = Math.floor((n - phase - 1) / period) + 1;
    const sub = Float64Array.from(
      { length: size },
      (_, k) => y[phase + k * period]! - trend[phase + k * period]!,
    );
    const own = weights ? Float64Array.from({ length: size }, (_, k) => weights[phase + k * period]!) : null;
    const smooth = loessSmooth(sub, spans.season, 0, jumpOf(spans.season), own);
    const ends = (position: number, inner: number): number => {
      const value = loessAt(sub, position, spans.season, 0, own);
      return Number.isNaN(value) ? inner : value;
    };
    cycle[phase] = ends(0, smooth[0]!);
    for (let k = 0; k < size; k++) cycle[phase + (k + 1) * period] = smooth[k]!;
    cycle[phase + (size + 1) * period] = ends(size + 1, smooth[size - 1]!);
  }
  const low = movingAverage(movingAverage(movingAverage(cycle, period), period), 3);
  const level = loessSmooth(low, spans.low, 1, jumpOf(spans.low), null);
  return Float64Array.from({ length: n }, (_, t) => cycle[t + period]! - level[t]!);
}

function movingAverage(values: Float64Array, width: number): Float64Array {
  const out = new Float64Array(values.length - width + 1);
  let sum = 0;
  for (let t = 0; t < values.length; t++) {
    sum += values[t]!;
    if (t >= width) sum -= values[t - width]!;
    if (t >= width - 1) out[t - width + 1] = sum / width;
  }
  return out;
}

function bisquareWeights(
  y: Float64Array,
  season: Float64Array,
  trend: Float64Array,
  weights: Float64Array,
): void {
  const size = y.map((value, t) => Math.abs(value - season[t]! - trend[t]!));
  const limit = 6 * median(size);
  for (let t = 0; t < y.length; t++) {
    const distance = size[t]!;
    if (distance <= 0.001 * limit) weights[t] = 1;
    else if (distance > 0.999 * limit) weights[t] = 0;
    else weights[t] = (1 - (distance / limit) ** 2) ** 2;
  }
}

function phaseMeans(season: Float64Array, period: number): Float64Array {
  const sum = new Float64Array(period);
  const count = new Float64Array(period);
  season.forEach((value, t) => {
    sum[t % period]! += value;
    count[t % period]!++;
  });
  return season.map((_, t) => sum[t % period]! / count[t % period]!);
}
