import {
  differenceOfIntervals,
  type IntervalResult,
  isInterval,
  newcombeDifference,
  npsChange,
  poissonRateRatio,
} from '@bellwether/stats';
import type { IntervalRule } from '../definition/interval-rule.js';
import { daysBetween } from '../period/dates.js';
import { type CellAddress, type Gathered, legAt } from './cell-scope.js';
import { toNumber } from './exact.js';

/** One side of a comparison. */
export interface Side {
  readonly address: CellAddress;
  readonly interval: IntervalResult | null;
}

const clear = (difference: IntervalResult): boolean | null =>
  isInterval(difference) ? difference.low > 0 || difference.high < 0 : null;

/**
 * Whether two figures differ beyond noise: Newcombe (1998) for shares, the trinomial test for NPS, the exact
 * conditional test for counts (as rates a day, so that February is not blamed for its length), otherwise the
 * difference of the two intervals (Zou & Donner 2008). Null where one of them has no interval.
 */
export function distinguishable(
  gathered: Gathered,
  rule: IntervalRule,
  now: Side,
  before: Side,
): boolean | null {
  if (now.interval === null || before.interval === null) return null;
  const { level } = gathered.plan.request;
  const counts = ({ address }: Side, names: readonly string[]): number[] => {
    const leg = legAt(gathered, address);
    return names.map((name) => {
      const { value } = leg(name);
      return value === null ? 0 : toNumber(value);
    });
  };
  if (rule.method === 'wilson') {
    const [k1 = 0, n1 = 0] = counts(now, [rule.successes, rule.trials]);
    const [k2 = 0, n2 = 0] = counts(before, [rule.successes, rule.trials]);
    return clear(newcombeDifference(k1, n1, k2, n2, level));
  }
  if (rule.method === 'nps') {
    const groups = [now, before].map((side) => {
      const names = [rule.promoters, rule.detractors, rule.answers];
      const [promoters = 0, detractors = 0, answers = 0] = counts(side, names);
      return { promoters, detractors, passives: answers - promoters - detractors };
    });
    const [after, earlier] = groups;
    return after === undefined || earlier === undefined
      ? null
      : clear(npsChange(earlier, after, level).interval);
  }
  if (rule.method === 'poisson') {
    const [k1 = 0] = counts(now, [rule.events]);
    const [k2 = 0] = counts(before, [rule.events]);
    const length = ({ address: { period } }: Side): number => daysBetween(period.start, period.edge);
    if (k1 + k2 === 0) return false;
    const { pValue } = poissonRateRatio(k1, length(now), k2, length(before), level);
    return pValue === null ? null : pValue < 1 - level;
  }
  return clear(differenceOfIntervals(now.interval, before.interval));
}
