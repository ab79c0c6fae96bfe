import { requireWhole } from './observations.js';
import { median } from './robust-scale.js';

/** y = season + trend + remainder by medians: nothing is bent by up to half of outliers in a window. */
export interface MedianDecomposition {
  readonly season: Float64Array;
  readonly trend: Float64Array;
  /** NaN where missing. */
  readonly remainder: Float64Array;
}

/**
 * Trend by a running median (Tukey 1977) about the overall line (Theil 1950, the incomplete method), two
 * seasons wide; a quarter of the series, at least eleven periods, without a season; season by the median per
 * phase, three rounds. In the unit of the series. Takes missing periods (NaN).
 *
 * Narrow windows would pass noise on to the trend and make what is left look calmer than it is. At the ends
 * the trend goes on along the line through the medians one window apart: following the last values, as a
 * shrinking window does, would hide the newest outlier. Throws SERIES_OPTION unless `period` is at least 1
 * (none).
 */
export function medianDecomposition(y: Float64Array, period: number): MedianDecomposition {
  requireWhole('period', period, 1);
  const window = Math.min(
    period > 1 ? 2 * period + 1 : Math.max(11, oddBelow(y.length / 4)),
    oddBelow(y.length / 2),
  );
  const slope = overallSlope(y, period);
  const level = y.map((value, t) => value - slope * t);
  let season: Float64Array = new Float64Array(y.length);
  let trend: Float64Array = new Float64Array(y.length);
  for (let round = 0; round < 3; round++) {
    trend = runningMedian(
      level.map((value, t) => value - season[t]!),
      window,
    ).map((value, t) => value + slope * t);
    if (period < 2) break;
    season = phaseMedians(
      y.map((value, t) => value - trend[t]!),
      period,
    );
  }
  return { season, trend, remainder: y.map((value, t) => value - season[t]! - trend[t]!) };
}

/**
 * Median slope over pairs half a series apart, whole seasons (Theil 1950, the incomplete method). The running
 * median needs the line out of its way: where a series climbs by its own noise each period, the middle of a
 * window is the median of it, and the trend would follow every value.
 */
function overallSlope(y: Float64Array, period: number): number {
  const lag = period * Math.max(1, Math.floor(y.length / 2 / period));
  const slope = median(y.subarray(lag).map((value, t) => (value - y[t]!) / lag));
  return Number.isNaN(slope) ? 0 : slope;
}

function oddBelow(limit: number): number {
  const whole = Math.max(3, Math.floor(limit));
  return whole % 2 === 0 ? whole - 1 : whole;
}

function phaseMedians(detrended: Float64Array, period: number): Float64Array {
  const index = new Float64Array(period);
  for (let phase = 0; phase < period; phase++) {
    const own = median(detrended.filter((_, t) => t % period === phase));
    index[phase] = Number.isNaN(own) ? 0 : own;
  }
  const centre = median(index);
  return detrended.map((_, t) => index[t % period]! - centre);
}

function runningMedian(values: Float64Array, window: number): Float64Array {
  const n = values.length;
  const half = Math.floor(window / 2);
  const out = new Float64Array(n).fill(Number.NaN);
  for (let t = half; t < n - half; t++) out[t] = median(values.subarray(t - half, t + half + 1));
  fillInside(out);
  const first = out.findIndex((value) => !Number.isNaN(value));
  if (first < 0) return out.fill(median(values));
  let last = n - 1;
  while (Number.isNaN(out[last]!)) last--;
  const reach = Math.max(1, Math.min(window, last - first));
  const startSlope = (out[Math.min(last, first + reach)]! - out[first]!) / reach;
  const endSlope = (out[last]! - out[Math.max(first, last - reach)]!) / reach;
  for (let t = 0; t < first; t++) out[t] = out[first]! - startSlope * (first - t);
  for (let t = last + 1; t < n; t++) out[t] = out[last]! + endSlope * (t - last);
  return out;
}

/** Straight lines across stretches without any observed value. */
function fillInside(values: Float64Array): void {
  let previous = -1;
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t]!)) continue;
    if (previous >= 0 && t - previous > 1) {
      const step = (values[t]! - values[previous]!) / (t - previous);
      for (let k = previous + 1; k < t; k++) values[k] = values[previous]! + step * (k - previous);
    }
    previous = t;
  }
}
