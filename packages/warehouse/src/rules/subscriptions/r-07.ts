import { rule } from '../rule.js';
import { asOf } from '../sql-words.js';

export const r07 = rule({
  id: 'R-07',
  severity: 'warn',
  title: 'A term contract has a date on which renewal is due',
  remedy: 'Import the contracts with their renewal dates; without them there is no renewal rate',
  tables: [
    {
      entity: 'subscription',
      reads: ['contract'],
      breaks: `SELECT subscription_id AS record, CASE WHEN auto_renew THEN 'it renews by itself' ELSE 'it has to be renewed' END || ', and no renewal date is known' AS message FROM canonical.subscription
        WHERE auto_renew IS NOT NULL AND (ended_at IS NULL OR ended_at_date > ${asOf}) AND NOT coalesce(is_deleted, false) AND NOT EXISTS (SELECT 1 FROM canonical.contract)`,
      population: `SELECT count(auto_renew) AS n FROM canonical.subscription`,
    },
  ],
});
