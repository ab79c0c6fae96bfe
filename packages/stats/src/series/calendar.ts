import { statisticsError } from '../errors.js';
import { coerceObservations, type Observations } from './observations.js';

const DAY = 86_400_000;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Working days of each period, one count fewer than `starts`.
 *
 * @param starts first day of every period, ISO `YYYY-MM-DD`, ascending, and one more: the end of the last
 *   period (half-open).
 * @param options.holidays ISO dates that do not count; `weekend` numbers of days off (0 Sunday to 6
 *   Saturday), Saturday and Sunday by default.
 * @throws SERIES_OPTION for a text that is no date, or dates out of order.
 */
export function workingDays(
  starts: readonly string[],
  options: { readonly holidays?: readonly string[]; readonly weekend?: readonly number[] } = {},
): Float64Array {
  const days = starts.map((text) => dayNumber('period start', text));
  const off = new Set(options.weekend ?? [0, 6]);
  const holidays = new Set((options.holidays ?? []).map((text) => dayNumber('holiday', text)));
  return Float64Array.from({ length: Math.max(0, days.length - 1) }, (_, i) => {
    const from = days[i]!;
    const to = days[i + 1]!;
    if (to <= from) {
      throw statisticsError('SERIES_OPTION', 'period start', starts[i + 1], 'pass dates in ascending order');
    }
    let count = 0;
    for (let day = from; day < to; day++) {
      // Day 0 is Thursday, 1 January 1970.
      if (!off.has((((day + 4) % 7) + 7) % 7) && !holidays.has(day)) count++;
    }
    return count;
  });
}

/** Days since 1970-01-01 of a calendar date, without any time zone. */
function dayNumber(name: string, text: string): number {
  const parts = ISO_DATE.exec(text);
  const remedy = 'pass a date as YYYY-MM-DD';
  if (!parts) throw statisticsError('SERIES_OPTION', name, text, remedy);
  const time = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  if (new Date(time).toISOString().slice(0, 10) !== text) {
    throw statisticsError('SERIES_OPTION', name, text, remedy);
  }
  return time / DAY;
}

/** A series brought to months (weeks, quarters) of equal length. */
export interface CalendarAdjusted {
  /** value x typical days / days of the period; NaN where missing. */
  readonly values: Float64Array;
  /** Mean days a period: what the values are brought to. */
  readonly typicalDays: number;
}

/**
 * Takes the number of working days out of a flow (orders, calls, revenue): more days, more orders, without
 * anything having changed (Hyndman & Athanasopoulos 2021, 3.1). Do not use it on stocks or rates.
 *
 * @param days working days of each period, at least 0; a period without any becomes missing (NaN).
 * @throws SERIES_LENGTHS; SERIES_RANGE for a period without working days that has a value; SERIES_VALUE.
 */
export function adjustForCalendar(values: Observations, days: ArrayLike<number>): CalendarAdjusted {
  const y = coerceObservations(values);
  if (days.length !== y.length)
    throw statisticsError('SERIES_LENGTHS', 'days', days.length, 'values', y.length);
  let sum = 0;
  let count = 0;
  for (let t = 0; t < y.length; t++) {
    const own = days[t]!;
    if (!(own >= 0 && own < Number.POSITIVE_INFINITY)) {
      throw statisticsError('SERIES_RANGE', 'working days', t, own, 'pass a number of at least 0');
    }
    if (own === 0 && y[t]! !== 0 && !Number.isNaN(y[t]!)) {
      const remedy = 'this period has a value but no working day: check holidays and weekends';
      throw statisticsError('SERIES_RANGE', 'working days', t, own, remedy);
    }
    if (own > 0) {
      sum += own;
      count++;
    }
  }
  const typicalDays = count > 0 ? sum / count : 0;
  return {
    values: y.map((value, t) => (days[t]! > 0 ? (value * typicalDays) / days[t]! : Number.NaN)),
    typicalDays,
  };
}

/**
 * The way back, for forecasts: adjusted value x days of the coming period / typical days (Hyndman &
 * Athanasopoulos 2021, 3.1); missing (NaN) stays missing.
 *
 * @param days working days of each coming period, at least 0.
 * @throws SERIES_LENGTHS; SERIES_RANGE; SERIES_OPTION unless `typicalDays` is above 0.
 */
export function restoreCalendar(
  adjusted: ArrayLike<number>,
  days: ArrayLike<number>,
  typicalDays: number,
): Float64Array {
  if (days.length !== adjusted.length) {
    throw statisticsError('SERIES_LENGTHS', 'days', days.length, 'adjusted', adjusted.length);
  }
  if (!(typicalDays > 0 && typicalDays < Number.POSITIVE_INFINITY)) {
    throw statisticsError('SERIES_OPTION', 'typicalDays', typicalDays, 'pass those of the adjustment');
  }
  return Float64Array.from(adjusted, (value, t) => {
    const own = days[t]!;
    if (!(own >= 0 && own < Number.POSITIVE_INFINITY)) {
      throw statisticsError('SERIES_RANGE', 'working days', t, own, 'pass a number of at least 0');
    }
    return (value * own) / typicalDays;
  });
}
