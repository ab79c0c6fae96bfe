import { rule } from '../rule.js';
import { asOf } from '../sql-words.js';

export const r04 = rule({
  id: 'R-04',
  severity: 'warn',
  title: 'What different tables say of who left agrees',
  remedy: 'Decide which one holds; the figure names the one it uses',
  tables: [
    {
      entity: 'account',
      reads: ['subscription', 'subscription_item', 'order', 'contract', 'invoice', 'deal'],
      breaks: `
        SELECT a.account_id AS record, CASE WHEN a.is_churned THEN 'flagged as gone, and a paying customer by its ' || CASE s.basis WHEN 'lapse' THEN 'purchases' ELSE 'contracts' END ELSE 'not flagged as gone, and no longer a paying customer' END AS message
        FROM canonical.account a LEFT JOIN resolved.account_link l ON l.source_id = a.account_id
        JOIN (SELECT account_id, any_value(basis) AS basis, bool_or(to_date IS NULL OR to_date > ${asOf}) AS is_active FROM facts.customer_span WHERE basis <> 'account_flag' GROUP BY account_id) s ON s.account_id = coalesce(l.account_id, a.account_id)
        WHERE a.is_churned = s.is_active`,
      population: `SELECT count(is_churned) AS n FROM canonical.account`,
    },
    {
      entity: 'account',
      // The flag against the date, where the source dates any departure. A date long past may belong to who came back.
      breaks: `
        SELECT account_id AS record, CASE WHEN is_churned THEN 'flagged as gone, and no date says since when' ELSE 'gone on ' || churned_at_date || ', and not flagged as gone' END AS message
        FROM canonical.account WHERE is_churned = (churned_at IS NULL) AND _source IN (SELECT _source FROM canonical.account WHERE churned_at IS NOT NULL)`,
      population: `SELECT count(is_churned) AS n FROM canonical.account`,
    },
  ],
});
