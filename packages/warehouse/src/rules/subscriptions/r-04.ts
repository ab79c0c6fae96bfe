import { rule } from '../rule.js';

export const r04 = rule({
  id: 'R-04',
  severity: 'warn',
  title: 'What different tables say of who left agrees',
  remedy: 'Decide which one holds; the figure names the one it uses',
  tables: [
    {
      entity: 'account',
      reads: ['subscription', 'subscription_item', 'order', 'contract'],
      breaks: `SELECT a.account_id AS record, CASE WHEN a.is_churned THEN 'flagged as gone, and a paying customer by its ' || s.basis ELSE 'not flagged as gone, and no longer a paying customer' END AS message FROM canonical.account a LEFT JOIN resolved.account_link l ON l.source_id = a.account_id JOIN (SELECT account_id, any_value(basis) AS basis, bool_or(to_date IS NULL OR to_date > (SELECT value::DATE FROM control.setting WHERE name = 'as_of')) AS is_active FROM facts.customer_span GROUP BY 1) s ON s.account_id = coalesce(l.account_id, a.account_id) WHERE a.is_churned IS NOT NULL AND a.is_churned = s.is_active`,
      population: `SELECT count(is_churned) AS n FROM canonical.account`,
    },
  ],
});
