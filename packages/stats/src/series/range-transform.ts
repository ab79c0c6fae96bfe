import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { coerceObservations, type Observations } from './observations.js';

/** What the values are, and so where they may lie. */
export type ValueKind =
  /** Any number. */
  | 'number'
  /** Above 0 (an average, a duration): modelled as logs. */
  | 'positive'
  /** Whole numbers of at least 0: modelled as log(count + 1/2). */
  | 'count'
  /** From 0 to 1: modelled as log odds. */
  | 'share';

/** A one-to-one map onto the whole line, and back; forecasts made there stay in range here. */
export interface RangeTransform {
  readonly kind: ValueKind;
  /** Values on the line, NaN where missing. */
  readonly transformed: Float64Array;
  /** Back to the measure's own scale. */
  readonly restore: (value: number) => number;
}

/**
 * Puts a series on a scale without limits.
 *
 * Shares of exactly 0 or 1 have no log odds. With the sizes of the periods known, half a case is added to
 * either side (Haldane 1956); without, such values are moved in by half the smallest distance seen from a
 * bound.
 *
 * @param options.sizes for shares: how many cases each period's share is of, above 0.
 * @throws SERIES_RANGE for values outside the kind's range; SERIES_LENGTHS; SERIES_VALUE; SERIES_OPTION.
 */
export function rangeTransform(
  values: Observations,
  kind: ValueKind,
  options: { readonly sizes?: ArrayLike<number> } = {},
): RangeTransform {
  oneOf(kind, ['number', 'positive', 'count', 'share'], 'SERIES_OPTION', 'kind');
  const y = coerceObservations(values);
  if (kind === 'number') return { kind, transformed: y, restore: (value) => value };
  if (kind === 'positive') {
    check(y, kind, (value) => value > 0, 'pass values above 0, or declare them numbers or counts');
    return { kind, transformed: y.map(Math.log), restore: (value) => Math.exp(value) };
  }
  if (kind === 'count') {
    check(y, kind, (value) => value >= 0 && Number.isInteger(value), 'pass whole numbers of at least 0');
    return {
      kind,
      transformed: y.map((value) => Math.log(value + 0.5)),
      restore: (value) => Math.max(0, Math.exp(value) - 0.5),
    };
  }
  check(y, kind, (value) => value >= 0 && value <= 1, 'pass shares from 0 to 1, not percentages');
  const inner = options.sizes ? withSizes(y, options.sizes) : withoutSizes(y);
  return {
    kind,
    transformed: inner.map((value) => Math.log(value / (1 - value))),
    restore: (value) => (value >= 0 ? 1 / (1 + Math.exp(-value)) : Math.exp(value) / (1 + Math.exp(value))),
  };
}

function check(y: Float64Array, kind: string, allowed: (value: number) => boolean, remedy: string): void {
  const bad = y.findIndex((value) => !Number.isNaN(value) && !allowed(value));
  if (bad >= 0) throw statisticsError('SERIES_RANGE', `a series of kind ${kind}`, bad, y[bad]!, remedy);
}

function withSizes(y: Float64Array, sizes: ArrayLike<number>): Float64Array {
  if (sizes.length !== y.length)
    throw statisticsError('SERIES_LENGTHS', 'sizes', sizes.length, 'values', y.length);
  return y.map((value, t) => {
    const size = sizes[t]!;
    if (Number.isNaN(value)) return value;
    if (!(size > 0 && size < Number.POSITIVE_INFINITY)) {
      throw statisticsError('SERIES_RANGE', 'size of a share', t, size, 'pass a number of cases above 0');
    }
    return (value * size + 0.5) / (size + 1);
  });
}

function withoutSizes(y: Float64Array): Float64Array {
  let margin = 1;
  for (const value of y) {
    const distance = Math.min(value, 1 - value);
    if (distance > 0) margin = Math.min(margin, distance);
  }
  // Nothing but 0 and 1 seen: as if the next period would bring the first case.
  if (margin === 1) margin = 1 / (y.length + 1);
  return y.map((value) => Math.min(1 - margin / 2, Math.max(margin / 2, value)));
}
