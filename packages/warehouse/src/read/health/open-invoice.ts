import type { WorkspaceConfig } from '../../config/workspace-config.js';
import { literal } from '../../facts/fragments.js';

/** Of an invoice `i` and the link `k` of its account: it was issued by the as-of day, to an account that is asked for. */
const issued = `
  NOT coalesce(i.is_deleted, false) AND i.issued_at_date <= (SELECT as_of FROM p)
    AND coalesce(k.account_id, i.account_id) IN (SELECT account_id FROM asked)`;
const linked = 'canonical.invoice i LEFT JOIN resolved.account_link k ON k.source_id = i.account_id';

/** Accounts that were ever billed. Needs `p` and `asked`. */
export const billedSql = `
  SELECT DISTINCT coalesce(k.account_id, i.account_id) AS account_id FROM ${linked}
  WHERE coalesce(i.status, 'paid') IN ('open', 'paid', 'uncollectible') AND ${issued}`;

/**
 * Invoices that were not paid by the as-of day, as `account_id, record_id, issued_date, due_date, is_open (else written
 * off), amount`: what is still to be paid, in the organisation's currency at the rate of the day of issue (null without
 * a rate). One that was paid later was open on that day; what the source gives no status counts as paid, as in revenue.
 * Needs `p` and `asked`.
 */
export const unpaidInvoiceSql = ({ organisation }: WorkspaceConfig): string => {
  const base = literal(organisation.currency);
  return `
  SELECT i.account_id, i.record_id, i.issued_date, i.due_date, i.is_open,
         CASE WHEN i.currency = ${base} THEN i.unpaid ELSE round(i.unpaid * fx.rate, 4) END::DECIMAL(18,4) AS amount
  FROM (
    SELECT coalesce(k.account_id, i.account_id) AS account_id, i.invoice_id AS record_id, i.issued_at_date AS issued_date,
           i.due_at_date AS due_date, coalesce(i.status, 'paid') <> 'uncollectible' AS is_open, coalesce(i.currency, ${base}) AS currency,
           coalesce(i.total, i.subtotal + coalesce(i.tax, 0)) - CASE WHEN i.status = 'open' THEN coalesce(i.amount_paid, 0) ELSE 0 END AS unpaid
    FROM ${linked}
    WHERE (i.status IN ('open', 'uncollectible') OR (coalesce(i.status, 'paid') = 'paid' AND i.paid_at_date > (SELECT as_of FROM p)))
      AND ${issued}
  ) i
  ASOF LEFT JOIN resolved.fx fx ON fx.currency = i.currency AND fx.day <= i.issued_date
  WHERE coalesce(i.unpaid, 1) > 0`;
};
