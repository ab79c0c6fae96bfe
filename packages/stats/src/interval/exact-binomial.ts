import { binomialCdf, binomialMass, binomialSurvival } from '../special/binomial.js';
import { firstReached } from '../special/invert-tails.js';
import { requirePart, requireShare } from './check.js';

/** A mass this much above the observed one still counts as equal to it (R `binom.test` uses the same). */
const SLACK = 1 + 1e-7;

/**
 * Exact two-sided p-value of `successes` in `trials`, whole numbers, at chance `share`: the total chance of
 * all outcomes no likelier than the observed one (Sterne 1954; R `binom.test`). `share` in (0, 1). Throws
 * INTERVAL_COUNT, INTERVAL_COUNTS_DISAGREE and INTERVAL_VALUE (share).
 */
export function exactBinomialP(successes: number, trials: number, share: number): number {
  requirePart('successes', successes, 'trials', trials);
  requireShare('share', share);
  const observed = binomialMass(successes, trials, share) * SLACK;
  const mean = trials * share;
  const mode = Math.floor((trials + 1) * share);
  if (successes <= mean) {
    const other = firstReached(
      (k) => k > trials || binomialMass(k, trials, share) <= observed,
      Math.max(mode, successes + 1),
      trials + 1,
      2 * mean - successes,
    );
    return Math.min(1, binomialCdf(successes, trials, share) + binomialSurvival(other - 1, trials, share));
  }
  // The last k below the mode whose mass is within the observed one, found as the first that exceeds it.
  const first = firstReached(
    (k) => k >= mode || binomialMass(k, trials, share) > observed,
    0,
    mode,
    2 * mean - successes,
  );
  return Math.min(
    1,
    binomialSurvival(successes - 1, trials, share) + (first > 0 ? binomialCdf(first - 1, trials, share) : 0),
  );
}
