import { rule } from '../rule.js';
import { asOf } from '../sql-words.js';

export const r01 = rule({
  id: 'R-01',
  severity: 'warn',
  title: 'A subscription has an end exactly when it is over',
  remedy:
    'Correct the status or the end date in billing; until then one that is over without a date counts to the last day it was billed for',
  tables: [
    {
      entity: 'subscription',
      reads: ['subscription_item', 'invoice', 'invoice_line'],
      // An end that lies ahead is the end of a term, and no contradiction.
      breaks: `
        SELECT s.subscription_id AS record, s.status || CASE
            WHEN s.ended_at IS NOT NULL THEN ' although it ended on ' || s.ended_at_date
            WHEN s.cancel_at IS NOT NULL THEN ' without an end; it counts until ' || s.cancel_at_date || ', when it was to end'
            WHEN i.to_date IS NOT NULL THEN ' without an end; it counts until ' || i.to_date || ', the last that is known of it'
            ELSE ' without an end, and nothing shows how long it lasted; it is in no MRR' END AS message
        FROM canonical.subscription s
        LEFT JOIN (SELECT subscription_id, max(to_date) AS to_date FROM derived.mrr_item GROUP BY ALL) i ON i.subscription_id = s.subscription_id
        WHERE ((s.status IN ('canceled', 'expired') AND s.ended_at IS NULL AND s.canceled_at IS NULL) OR (s.status IN ('active', 'trialing', 'past_due') AND s.ended_at_date <= ${asOf}))
          AND NOT coalesce(s.is_deleted, false)`,
      population: `SELECT count(*) AS n FROM canonical.subscription`,
    },
  ],
});
