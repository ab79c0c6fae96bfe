import { statisticsError } from '../errors.js';
import { DEFAULT_LEVEL, requireLevel, studentCritical } from './check.js';
import { type IntervalResult, intervalOf, noInterval } from './interval-result.js';
import { checkUnitSums, ratioVariance, type UnitSums } from './unit-sums.js';
import { wilsonEnds } from './wilson.js';

/** A clustered share with how much the clustering costs. */
export interface ClusteredShare {
  readonly interval: IntervalResult;
  /** Variance over that of independent trials; never below 1. Null without an interval. */
  readonly designEffect: number | null;
  /** Trials that independent ones would need for the same precision. Null without an interval. */
  readonly effectiveTrials: number | null;
}

/**
 * Wilson interval of a share whose trials come in units (targets within tickets, answers within accounts):
 * numerator = successes and denominator = trials of each unit, summed. The trials are divided by the design
 * effect, the variance by units over that of independent trials (Kish 1965; Dean & Pagano 2015), and z is
 * Student's t on units - 1. When all trials agree the units show no variance, which proves nothing: then
 * every unit counts as one trial. Ends in [0, 1].
 *
 * Null with reason: 'zero-denominator' without trials, 'too-few-units' below two units. Throws INTERVAL_LEVEL
 * (level outside (0, 1)), INTERVAL_COUNT, INTERVAL_VALUE, INTERVAL_SUMS and INTERVAL_COUNTS_DISAGREE.
 */
export function clusteredWilsonFromSums(sums: UnitSums, level: number = DEFAULT_LEVEL): ClusteredShare {
  requireLevel(level);
  checkUnitSums(sums);
  const { units, numerator: successes, denominator: trials } = sums;
  if (successes < 0 || successes > trials) {
    throw statisticsError('INTERVAL_COUNTS_DISAGREE', 'successes', successes, 'trials', trials);
  }
  const none = (estimate: number | null, reason: 'zero-denominator' | 'too-few-units'): ClusteredShare => ({
    interval: noInterval('wilson-clustered', level, estimate, reason),
    designEffect: null,
    effectiveTrials: null,
  });
  if (trials === 0) return none(null, 'zero-denominator');
  const share = successes / trials;
  if (units < 2) return none(share, 'too-few-units');
  const agreed = successes === 0 || successes === trials;
  // With one trial a unit the factor (units - 1)/units makes the design effect exactly 1.
  const variance = agreed ? 0 : (ratioVariance(sums) * (units - 1)) / units;
  const designEffect = agreed
    ? Math.max(1, trials / units)
    : Math.max(1, (variance * trials) / (share * (1 - share)));
  const effectiveTrials = trials / designEffect;
  const ends = wilsonEnds(share, effectiveTrials, studentCritical(level, units - 1));
  return {
    interval: intervalOf('wilson-clustered', level, share, ends, [0, 1]),
    designEffect,
    effectiveTrials,
  };
}
