import { statisticsError } from '../errors.js';
import { midRankBuckets } from '../risk/ranks.js';
import { checkCustomers, type RfmCustomer } from './rfm-customers.js';

/** The three measures, each scored so that more is better: recency is scored backwards. */
export const RFM_MEASURES = ['recency', 'frequency', 'monetary'] as const;
export type RfmMeasure = (typeof RFM_MEASURES)[number];

/** One bucket of one measure, as published beside the scores. */
export interface RfmBucket {
  /** 1 (worst) to the number of buckets (best). */
  readonly score: number;
  /** Smallest and largest value in the bucket (days, orders or money); null when it is empty. */
  readonly from: number | null;
  readonly to: number | null;
  readonly customers: number;
}

export interface RfmScore extends RfmCustomer {
  readonly r: number;
  readonly f: number;
  readonly m: number;
  /** The three scores in a row, such as '545'. */
  readonly segment: string;
}

export interface RfmScoring {
  readonly scores: readonly RfmScore[];
  readonly buckets: number;
  /** Bucket tables, scores ascending. Uneven sizes show where ties do not allow even ones. */
  readonly boundaries: Readonly<Record<RfmMeasure, readonly RfmBucket[]>>;
  /** 'relative': against the other customers at this date. 'fixed': against given cut-offs. */
  readonly kind: 'relative' | 'fixed';
}

/**
 * Scores recency, frequency and monetary value in even buckets (2 to 10, quintiles unless told) by mid-rank:
 * customers with equal values always share a bucket, so a score never depends on the order of the rows. Where
 * many are equal (one order each) buckets are uneven or empty, and the published sizes say so.
 *
 * A description of the past (Hughes 1994), not a prediction. Relative scores move when other customers do: to
 * follow a customer over time against the same bar use `scoreRfmFixed`.
 *
 * Throws RFM_EMPTY, RFM_DUPLICATE_CUSTOMER, RFM_BAD_VALUE or RFM_BAD_BUCKETS.
 */
export function scoreRfm(
  customers: readonly RfmCustomer[],
  options: { readonly buckets?: number } = {},
): RfmScoring {
  const buckets = options.buckets ?? 5;
  if (!(Number.isInteger(buckets) && buckets >= 2 && buckets <= 10)) {
    throw statisticsError('RFM_BAD_BUCKETS', buckets);
  }
  checkCustomers(customers);
  return scoring(customers, buckets, 'relative', (measure) =>
    midRankBuckets(Float64Array.from(customers, goodness(measure)), buckets),
  );
}

/**
 * Fixed cut-offs: per measure the values at which the score rises by one, ascending in goodness. Recency in days,
 * descending (30, 14, 7 days: fewer is better); frequency and monetary ascending. A value equal to a cut-off has passed it.
 */
export type RfmCutoffs = Readonly<Record<RfmMeasure, readonly number[]>>;

/**
 * Scores against fixed cut-offs (Hughes 1994), so that scores of different dates compare. All measures need
 * the same number of cut-offs, 1 to 9; buckets = cut-offs + 1. Throws RFM_BAD_CUTOFFS and the errors of
 * `scoreRfm`.
 */
export function scoreRfmFixed(customers: readonly RfmCustomer[], cutoffs: RfmCutoffs): RfmScoring {
  checkCustomers(customers);
  const buckets = cutoffs.recency.length + 1;
  for (const measure of RFM_MEASURES) checkCutoffs(measure, cutoffs[measure], buckets);
  return scoring(customers, buckets, 'fixed', (measure) => {
    const goodCutoffs = cutoffs[measure].map((value) => (measure === 'recency' ? -value : value));
    return Uint8Array.from(customers, (customer) => {
      const good = goodness(measure)(customer);
      return 1 + goodCutoffs.filter((cutoff) => good >= cutoff).length;
    });
  });
}

/**
 * The cut-offs of a scoring, one fewer than its buckets for each measure (days, orders, money), to score
 * later dates against the same bar. Buckets that are empty there are given the cut-off of the next bucket
 * above, so they stay empty. Scoring the same customers with them gives the same scores. Throws nothing.
 */
export function cutoffsOf(scoring: RfmScoring): RfmCutoffs {
  const of = (measure: RfmMeasure): number[] => {
    const table = scoring.boundaries[measure];
    const cutoffs: number[] = [];
    // An empty top bucket needs a bar nobody has reached.
    let above = measure === 'recency' ? -Infinity : Infinity;
    for (let k = table.length - 1; k >= 1; k--) {
      const worst = measure === 'recency' ? table[k]!.to : table[k]!.from;
      above = worst ?? above;
      cutoffs.unshift(above);
    }
    return cutoffs;
  };
  return { recency: of('recency'), frequency: of('frequency'), monetary: of('monetary') };
}

function goodness(measure: RfmMeasure): (customer: RfmCustomer) => number {
  if (measure === 'recency') return (one) => -one.recencyDays;
  return measure === 'frequency' ? (one) => one.frequency : (one) => one.monetary;
}

function scoring(
  customers: readonly RfmCustomer[],
  buckets: number,
  kind: RfmScoring['kind'],
  bucketsOf: (measure: RfmMeasure) => Uint8Array,
): RfmScoring {
  const r = bucketsOf('recency');
  const f = bucketsOf('frequency');
  const m = bucketsOf('monetary');
  return {
    kind,
    buckets,
    scores: customers.map((customer, i) => ({
      ...customer,
      r: r[i]!,
      f: f[i]!,
      m: m[i]!,
      segment: `${r[i]!}${f[i]!}${m[i]!}`,
    })),
    boundaries: {
      recency: boundaries(customers, (one) => one.recencyDays, r, buckets),
      frequency: boundaries(customers, (one) => one.frequency, f, buckets),
      monetary: boundaries(customers, (one) => one.monetary, m, buckets),
    },
  };
}

function boundaries(
  customers: readonly RfmCustomer[],
  value: (customer: RfmCustomer) => number,
  bucket: Uint8Array,
  buckets: number,
): RfmBucket[] {
  return Array.from({ length: buckets }, (_, k) => {
    const score = k + 1;
    let [from, to, count] = [Infinity, -Infinity, 0];
    customers.forEach((customer, i) => {
      if (bucket[i] !== score) return;
      from = Math.min(from, value(customer));
      to = Math.max(to, value(customer));
      count++;
    });
    return count === 0
      ? { score, from: null, to: null, customers: 0 }
      : { score, from, to, customers: count };
  });
}

function checkCutoffs(measure: RfmMeasure, values: readonly number[], buckets: number): void {
  if (values.length + 1 !== buckets || values.length === 0 || buckets > 10) {
    throw statisticsError('RFM_BAD_CUTOFFS', measure, 'pass 1 to 9 values, as many for each measure');
  }
  const rises = values.every((value, i) => {
    const before = values[i - 1];
    if (Number.isNaN(value)) return false;
    return before === undefined || (measure === 'recency' ? value <= before : value >= before);
  });
  if (!rises) {
    const order = measure === 'recency' ? 'descending (fewer days are better)' : 'ascending';
    throw statisticsError('RFM_BAD_CUTOFFS', measure, `sort them ${order}`);
  }
}
