/** How an interval was made; shown beside the figure. */
export type IntervalMethod =
  | 'wilson'
  | 'wilson-continuity'
  | 'wilson-clustered'
  | 'clopper-pearson'
  | 'jeffreys'
  | 'agresti-coull'
  | 'newcombe'
  | 'difference-of-intervals'
  | 'adjusted-wald'
  | 'adjusted-wald-paired'
  | 'exact-poisson'
  | 'exact-poisson-ratio'
  | 'order-statistics'
  | 'student'
  | 'welch'
  | 'log-student'
  | 'delta'
  | 'fieller'
  | 'bootstrap-percentile'
  | 'bootstrap-bca';

/** Why there is no interval although the call was proper. */
export type NoIntervalReason =
  | 'zero-denominator'
  | 'too-few-units'
  | 'too-few-observations'
  | 'denominator-not-clear-of-zero'
  | 'undefined-statistic'
  /** The estimate or an end is larger than any double (1.8e308): count in a larger unit. */
  | 'beyond-range';

/** An interval that holds the true value in about `level` of all samples; ends are finite, low <= high. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly method: IntervalMethod;
}

/**
 * What a proper call gives when the data cannot carry an interval: the ends are null with a reason, never
 * NaN or infinite. The estimate is null when it does not exist either.
 */
export interface NoInterval {
  readonly estimate: number | null;
  readonly low: null;
  readonly high: null;
  readonly level: number;
  readonly method: IntervalMethod;
  readonly reason: NoIntervalReason;
}

/** Every interval function returns this; misuse (impossible counts, a level of 95) throws a StatisticsError. */
export type IntervalResult = Interval | NoInterval;

/** True when the result has ends. Throws nothing. */
export function isInterval(result: IntervalResult): result is Interval {
  return result.low !== null;
}

/**
 * An interval with its ends kept inside [minimum, maximum]; none, with the reason, where an end or the
 * estimate is too large for a double.
 */
export function intervalOf(
  method: IntervalMethod,
  level: number,
  estimate: number,
  ends: readonly [low: number, high: number],
  range: readonly [minimum: number, maximum: number] = [-Infinity, Infinity],
): IntervalResult {
  const low = Math.min(Math.max(ends[0], range[0]), range[1]);
  const high = Math.max(Math.min(ends[1], range[1]), range[0]);
  if (!Number.isFinite(low) || !Number.isFinite(high) || !Number.isFinite(estimate)) {
    return noInterval(method, level, estimate, 'beyond-range');
  }
  return { estimate, low, high, level, method };
}

export function noInterval(
  method: IntervalMethod,
  level: number,
  estimate: number | null,
  reason: NoIntervalReason,
): NoInterval {
  const shown = estimate !== null && Number.isFinite(estimate) ? estimate : null;
  return { estimate: shown, low: null, high: null, level, method, reason };
}
