import { queryContext } from '../query/query-context.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Health } from './health/sign.js';

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
  /** Null for who has left or never came: they can not be lost. */
  readonly health: Health | null;
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

/** The last day that counts. */
export const asOfDay = async (workspace: Workspace): Promise<string> => (await queryContext(workspace)).asOf;
