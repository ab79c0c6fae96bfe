import {
  type CalendarGrain,
  type DimensionFilter,
  enumeratePeriods,
  type Period,
  parsePeriod,
  periodAt,
} from '@bellwether/metrics';
import { queryContext } from '../query/query-context.js';
import type { Workspace } from '../workspace/workspace.js';
import { filterSql } from './dimension-filter.js';

export interface RevenueCohortsRequest {
  readonly from: string;
  readonly to: string;
  readonly grain: CalendarGrain;
  /** Gross: what a customer pays beyond its first amount does not count. Net: it does. */
  readonly measure: 'gross' | 'net';
  /** In periods of the grain. */
  readonly oldestAge: number;
  readonly where: readonly DimensionFilter[];
}

export interface RevenueCohort {
  readonly cohort: string;
  readonly start: string;
  readonly end: string;
  /** Customers of the cohort that pay a subscription at the end of its own period. */
  readonly size: number;
  readonly ages: readonly {
    readonly age: number;
    /** MRR at the end of the period that is `age` after the cohort's own; null while that lies ahead. */
    readonly mrr: string | null;
    /** MRR at the end of the cohort's own period. */
    readonly base: string;
  }[];
}

interface Edge {
  readonly cohort: number;
  readonly age: number;
  readonly edge: string;
}

/** The period `count` after one. */
const later = (period: Period, count: number, grain: CalendarGrain, fiscal: number): Period => {
  let found = period;
  for (let step = 0; step < count; step += 1) found = periodAt(found.end, grain, fiscal);
  return found;
};

/**
 * How the monthly recurring revenue of the customers first won in a period lives on. The cohort is that of
 * `cohort_retention` (start of the first customer span); the base is its MRR at the end of its own period.
 */
export const revenueCohorts = async (
  workspace: Workspace,
  request: RevenueCohortsRequest,
): Promise<RevenueCohort[]> => {
  const { engine } = workspace;
  const { asOf, fiscalYearStartsMonth: fiscal } = await queryContext(workspace);
  const periods = enumeratePeriods(
    parsePeriod(request.from, fiscal),
    parsePeriod(request.to, fiscal),
    request.grain,
    fiscal,
  );
  const known = new Date(Date.parse(asOf) + 86_400_000).toISOString().slice(0, 10);
  const edges: Edge[] = periods.flatMap((period, cohort) =>
    Array.from({ length: request.oldestAge + 1 }, (_, age) => ({
      cohort,
      age,
      edge: later(period, age, request.grain, fiscal).end,
    })).filter(({ edge }) => edge <= known),
  );
  const filter = filterSql('customer_span', 'f', request.where);
  const kept = request.measure === 'gross' ? 'least(m.mrr, b.mrr)' : 'm.mrr';
  const rows = await engine.rows(
    `WITH period AS (
       SELECT u.c AS cohort, u.s::DATE AS start_date, u.e::DATE AS end_date
       FROM (SELECT unnest(from_json(?, '[{"c":"INTEGER","s":"VARCHAR","e":"VARCHAR"}]')) AS u)
     ), edge AS (
       SELECT u.cohort AS cohort, u.age AS age, u.edge::DATE AS edge_date
       FROM (SELECT unnest(from_json(?, '[{"cohort":"INTEGER","age":"INTEGER","edge":"VARCHAR"}]')) AS u)
     ), member AS (
       SELECT p.cohort, p.end_date, f.account_id
       FROM facts.customer_span f JOIN period p ON f.from_date >= p.start_date AND f.from_date < p.end_date
       WHERE f.sequence = 1${filter.sql}
     ), base AS (
       SELECT k.cohort, k.account_id, m.mrr FROM member k JOIN facts.mrr_span m USING (account_id)
       WHERE m.from_date < k.end_date AND (m.to_date IS NULL OR m.to_date >= k.end_date)
     )
     SELECT b.cohort, NULL AS age, count(*) AS n, sum(b.mrr)::VARCHAR AS mrr FROM base b GROUP BY b.cohort
     UNION ALL
     SELECT b.cohort, e.age, count(*), sum(${kept})::VARCHAR
     FROM base b JOIN edge e USING (cohort) JOIN facts.mrr_span m ON m.account_id = b.account_id
       AND m.from_date < e.edge_date AND (m.to_date IS NULL OR m.to_date >= e.edge_date)
     GROUP BY b.cohort, e.age`,
    [
      JSON.stringify(periods.map(({ start, end }, c) => ({ c, s: start, e: end }))),
      JSON.stringify(edges),
      ...filter.params,
    ],
  );
  const found = new Map(rows.map((row) => [`${String(row['cohort'])}|${String(row['age'] ?? '')}`, row]));
  return periods.map((period, cohort) => {
    const base = found.get(`${cohort}|`);
    return {
      cohort: period.name,
      start: period.start,
      end: period.end,
      size: Number(base?.['n'] ?? 0),
      ages: Array.from({ length: request.oldestAge + 1 }, (_, age) => {
        const isKnown = edges.some((edge) => edge.cohort === cohort && edge.age === age);
        return {
          age,
          mrr: isKnown ? String(found.get(`${cohort}|${age}`)?.['mrr'] ?? '0') : null,
          base: String(base?.['mrr'] ?? '0'),
        };
      }),
    };
  });
};
