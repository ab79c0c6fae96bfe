import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import type { RfmScore, RfmScoring } from './score-rfm.js';

/** What customers are grouped by: one score, or all three. */
export type RfmGrouping = 'r' | 'f' | 'm' | 'segment';

/** Movements of customers between two scoring dates. */
export interface RfmTransitions {
  /** Groups seen at either date, sorted. */
  readonly groups: readonly string[];
  /** counts[i][j]: customers in groups[i] before and groups[j] after. */
  readonly counts: readonly (readonly number[])[];
  /** counts as shares of those in groups[i] before who are still scored; `null` for an empty row. */
  readonly shares: readonly (readonly (number | null)[])[];
  /** Customers scored only before, and only after, by group. */
  readonly left: readonly number[];
  readonly joined: readonly number[];
}

/**
 * Transition matrix between two scorings: counts of customers, and shares of a row. Relative scores are a
 * contest: a customer who did nothing moves when others do, so for "did they improve?" score both dates
 * against fixed cut-offs.
 *
 * Throws RFM_DIFFERENT_BUCKETS when the scorings have different numbers of buckets, and RFM_OPTION
 * (by).
 */
export function rfmTransitions(
  before: RfmScoring,
  after: RfmScoring,
  by: RfmGrouping = 'segment',
): RfmTransitions {
  oneOf(by, ['r', 'f', 'm', 'segment'], 'RFM_OPTION', 'by');
  if (before.buckets !== after.buckets) {
    throw statisticsError('RFM_DIFFERENT_BUCKETS', before.buckets, after.buckets);
  }
  const label = (score: RfmScore): string => String(score[by]);
  // Numbers 1 to 10 sort as numbers, segments as text of equal length.
  const groups = [...new Set([...before.scores, ...after.scores].map(label))].sort((a, b) =>
    by === 'segment' ? (a < b ? -1 : 1) : Number(a) - Number(b),
  );
  const place = new Map(groups.map((group, i) => [group, i]));
  const counts = groups.map(() => groups.map(() => 0));
  const left = groups.map(() => 0);
  const joined = groups.map(() => 0);
  const then = new Map(before.scores.map((score) => [score.customer, place.get(label(score))!]));
  for (const score of after.scores) {
    const to = place.get(label(score))!;
    const from = then.get(score.customer);
    if (from === undefined) joined[to]!++;
    else counts[from]![to]!++;
    then.delete(score.customer);
  }
  for (const from of then.values()) left[from]!++;
  const shares = counts.map((row) => {
    const total = row.reduce((sum, value) => sum + value, 0);
    return row.map((value) => (total === 0 ? null : value / total));
  });
  return { groups, counts, shares, left, joined };
}
