import { textOf } from '../engine/cell.js';
import type { Workspace } from '../workspace/workspace.js';
import { asOfTable } from './account-columns.js';
import { unpaidInvoiceSql } from './health/open-invoice.js';
import { healthRule } from './health/sign.js';

export const actionKinds = ['deal', 'ticket', 'invoice', 'renewal'] as const;
/** `late`: the day has passed; `unanswered`: of a ticket; `open`: the day is ahead, or there is none. */
export const actionStates = ['late', 'unanswered', 'open'] as const;

/** Something about an account that waits for somebody. */
export interface OpenAction {
  readonly kind: (typeof actionKinds)[number];
  readonly state: (typeof actionStates)[number];
  readonly title: string | null;
  /** A deal's stage, a ticket's priority. */
  readonly detail: string | null;
  /** When a deal is expected to close, an invoice or a renewal is due, a ticket came; null where nobody said. */
  readonly date: string | null;
  /** From `date` to the as-of day; negative where it is ahead. */
  readonly days: number | null;
  /** In the organisation's currency: a deal's worth, what is unpaid, what is up for renewal. */
  readonly amount: string | null;
  readonly owner: string | null;
  readonly recordId: string;
}

/** Actions that are shown; how many there are is said beside them. */
const mostActions = 100;

const isOpen = 'from_date <= (SELECT as_of FROM p) AND (to_date IS NULL OR to_date > (SELECT as_of FROM p))';

/** What is open with one account as of the day, what has waited longest first, then what comes soonest, then what has no day. */
export const openActions = async (
  { engine, config }: Workspace,
  id: string,
  asOf: string,
): Promise<{ readonly actions: readonly OpenAction[]; readonly total: number }> => {
  const rows = await engine.rows(
    `WITH ${asOfTable}, asked AS (SELECT ?::VARCHAR AS account_id),
     action AS (
       SELECT 'deal' AS kind, s.record_id, d.name AS title, d.stage AS detail, s.expected_close_date AS date, s.amount, s.owner, NULL AS state
       FROM (SELECT * FROM facts.deal_span WHERE account_id IN (SELECT account_id FROM asked) AND ${isOpen}) s JOIN facts.deal d USING (record_id)
       UNION ALL
       SELECT 'ticket', s.record_id, coalesce(c.subject, t.category), t.priority, s.from_date, NULL, coalesce(t.agent, t.team),
              CASE WHEN t.is_unanswered OR t.first_response_date > (SELECT as_of FROM p) THEN 'unanswered' ELSE 'open' END
       FROM (SELECT record_id, from_date FROM facts.ticket_open_span WHERE account_id IN (SELECT account_id FROM asked) AND ${isOpen}) s
       JOIN facts.ticket t USING (record_id) LEFT JOIN canonical.ticket c ON c.ticket_id = s.record_id
       UNION ALL
       SELECT 'invoice', i.record_id, NULL, NULL, i.due_date, i.amount, c.owner, NULL
       FROM (${unpaidInvoiceSql(config)}) i LEFT JOIN facts.customer c USING (account_id) WHERE i.is_open
       UNION ALL
       SELECT 'renewal', record_id, NULL, CASE WHEN auto_renew THEN 'renews_itself' END, due_date, value_due, owner, NULL
       FROM facts.renewal WHERE account_id IN (SELECT account_id FROM asked) AND NOT coalesce(is_decided, false)
         AND due_date <= (SELECT as_of FROM p) + ${healthRule.renewalDays}
     )
     SELECT *, (SELECT as_of FROM p) - date AS days, coalesce(state, CASE WHEN date < (SELECT as_of FROM p) THEN 'late' END, 'open') AS shown_state,
            count(*) OVER () AS total
     FROM action ORDER BY date NULLS LAST, kind, record_id LIMIT ${mostActions}`,
    [asOf, id],
  );
  return {
    actions: rows.map((row) => ({
      kind: row['kind'] as OpenAction['kind'],
      state: row['shown_state'] as OpenAction['state'],
      title: textOf(row['title']),
      detail: textOf(row['detail']),
      date: textOf(row['date']),
      days: row['days'] === null ? null : Number(row['days']),
      amount: textOf(row['amount']),
      owner: textOf(row['owner']),
      recordId: String(row['record_id']),
    })),
    total: Number(rows[0]?.['total'] ?? 0),
  };
};
