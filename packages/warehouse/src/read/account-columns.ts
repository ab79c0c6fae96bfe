import { queryContext } from '../query/query-context.js';
import type { Workspace } from '../workspace/workspace.js';

/** Something about an account that asks for a look: a plain fact, not a forecast. */
export interface Concern {
  readonly code: 'renewal_soon' | 'ticket_waiting' | 'detractor' | 'mrr_shrinking' | 'no_contact';
  readonly text: string;
}

/** A row of the customer list. Money is in the organisation's currency, everything as of the as-of date. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly status: 'customer' | 'former' | 'prospect';
  readonly owner: string | null;
  readonly segment: string | null;
  readonly industry: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly plan: string | null;
  readonly channel: string | null;
  readonly createdOn: string | null;
  readonly customerSince: string | null;
  /** Revenue of the last twelve months. */
  readonly revenue12m: string;
  /** Null where it has no subscription. */
  readonly mrr: string | null;
  readonly openDeals: number;
  readonly openPipeline: string;
  readonly openTickets: number;
  readonly lastActivity: string | null;
  readonly nextRenewal: string | null;
  /** Latest NPS answer, 0 to 10. */
  readonly lastScore: number | null;
  readonly concerns: readonly Concern[];
}

/** `p.as_of`, from one parameter: the last day that counts. */
export const asOfTable = 'p AS (SELECT ?::DATE AS as_of)';

/** Which accounts are customers, were, or may become one. Needs `p`. */
export const statusSql = `
  SELECT c.account_id,
         CASE WHEN s.is_current THEN 'customer' WHEN s.account_id IS NOT NULL THEN 'former' ELSE 'prospect' END AS status
  FROM facts.customer c LEFT JOIN (
    SELECT account_id, bool_or(to_date IS NULL OR to_date > (SELECT as_of FROM p)) AS is_current
    FROM facts.customer_span WHERE from_date <= (SELECT as_of FROM p) GROUP BY account_id
  ) s USING (account_id)`;

/** A span that covers the as-of day. Needs `p`. */
const isOpen = 'from_date <= (SELECT as_of FROM p) AND (to_date IS NULL OR to_date > (SELECT as_of FROM p))';

/** One figure an account, out of the rows that the metric of that name counts; each needs `p` and gives `account_id` and `value`. */
export const accountFigures = {
  revenue: `SELECT account_id, sum(amount) AS value FROM facts.revenue_line
     WHERE date > (SELECT as_of FROM p) - INTERVAL 12 MONTH AND date <= (SELECT as_of FROM p) GROUP BY account_id`,
  mrr: `SELECT account_id, sum(mrr) AS value FROM facts.mrr_span
     WHERE ${isOpen} GROUP BY account_id`,
  openDeals: `SELECT account_id, count(*) AS value FROM facts.deal_span WHERE ${isOpen} GROUP BY account_id`,
  openPipeline: `SELECT account_id, sum(amount) AS value FROM facts.deal_span WHERE ${isOpen} GROUP BY account_id`,
  openTickets: `SELECT account_id, count(*) AS value FROM facts.ticket_open_span
     WHERE ${isOpen} GROUP BY account_id`,
  lastActivity: `SELECT account_id, max(day) AS value FROM (
       SELECT account_id, max(occurred_date) AS day FROM facts.activity WHERE occurred_date <= (SELECT as_of FROM p) GROUP BY 1
       UNION ALL SELECT account_id, max(created_date) FROM facts.ticket WHERE created_date <= (SELECT as_of FROM p) GROUP BY 1
       UNION ALL SELECT account_id, max(ordered_date) FROM facts."order" WHERE ordered_date <= (SELECT as_of FROM p) GROUP BY 1
       UNION ALL SELECT account_id, max(answered_date) FROM facts.survey_response WHERE answered_date <= (SELECT as_of FROM p) GROUP BY 1
       UNION ALL SELECT account_id, max(coalesce(closed_date, created_date)) FROM facts.deal
         WHERE coalesce(closed_date, created_date) <= (SELECT as_of FROM p) GROUP BY 1
     ) GROUP BY account_id`,
  nextRenewal: `SELECT account_id, min(due_date) AS value FROM facts.renewal
     WHERE NOT coalesce(is_decided, false) AND due_date >= (SELECT as_of FROM p) GROUP BY account_id`,
  lastScore: `SELECT account_id, arg_max(score, answered_date) AS value FROM facts.survey_response
     WHERE survey_kind = 'nps' AND answered_date <= (SELECT as_of FROM p) GROUP BY account_id`,
} as const;

export type AccountFigure = keyof typeof accountFigures;

/** Accounts with something to look at, one row a concern: `account_id, code, text`. Needs `p`. */
export const concernsSql = `
  SELECT account_id, 'renewal_soon' AS code, 'Renewal due on ' || min(due_date)::VARCHAR || ', undecided' AS text
  FROM facts.renewal, p WHERE NOT coalesce(is_decided, false) AND due_date BETWEEN as_of AND as_of + 90 GROUP BY account_id
  UNION ALL
  SELECT account_id, 'ticket_waiting', count(*)::VARCHAR || CASE WHEN count(*) = 1 THEN ' ticket' ELSE ' tickets' END || ' open for more than 7 days'
  FROM facts.ticket_open_span, p
  WHERE from_date <= as_of - 7 AND (to_date IS NULL OR to_date > as_of) GROUP BY account_id
  UNION ALL
  SELECT account_id, 'detractor', 'Answered ' || arg_max(score, answered_date)::INTEGER::VARCHAR || ' of 10 on ' || max(answered_date)::VARCHAR
  FROM facts.survey_response, p
  WHERE survey_kind = 'nps' AND answered_date <= as_of AND answered_date > as_of - 365
  GROUP BY account_id HAVING bool_or(is_negative) AND arg_max(is_negative, answered_date)
  UNION ALL
  SELECT account_id, 'mrr_shrinking', 'MRR went down by ' || (-sum(amount))::DECIMAL(18,2)::VARCHAR || ' in 90 days'
  FROM facts.mrr_movement, p
  WHERE date > as_of - 90 AND date <= as_of GROUP BY account_id HAVING sum(amount) < 0
  UNION ALL
  SELECT l.account_id, 'no_contact', 'No contact since ' || l.value::VARCHAR
  FROM (${accountFigures.lastActivity}) l, p WHERE l.value <= p.as_of - 180`;

/** The last day that counts. */
export const asOfDay = async (workspace: Workspace): Promise<string> => (await queryContext(workspace)).asOf;
