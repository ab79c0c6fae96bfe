import type { FactBuilder } from '../fact-builder.js';
import { customerSpan, purchases } from './customer-span.js';

/** `facts.customer`: one row an account, prospects too. The account dimensions of every other fact come from here. */
export const customer: FactBuilder = {
  table: 'facts.customer',
  unit: 'account',
  unitColumn: 'account_id',
  touchedBy: customerSpan.touchedBy,
  select: (context) => `
SELECT a.account_id AS record_id, a.batch_id, a.row_number, a.account_id,
       a.segment, a.industry, a.country, a.region, a.plan, a.size_band, a.channel,
       strftime(s.first_paid_date, '%Y-%m') AS cohort, a.name, a.owner, a.created_date, s.first_paid_date, p.last_paid_date
FROM resolved.account a
LEFT JOIN (SELECT account_id, min(from_date) AS first_paid_date FROM facts.customer_span WHERE true ${context.only('account', 'account_id')} GROUP BY account_id) s ON s.account_id = a.account_id
LEFT JOIN (
  SELECT account_id, max(date) AS last_paid_date
  FROM (${[purchases.orders, purchases.invoices, purchases.won_deals].map((of) => of(context)).join(' UNION ALL ')}) GROUP BY account_id
) p ON p.account_id = a.account_id
WHERE true ${context.only('account', 'a.account_id')}`,
};
