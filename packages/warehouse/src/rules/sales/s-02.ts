import { rule } from '../rule.js';

export const s02 = rule({
  id: 'S-02',
  severity: 'warn',
  title: 'A won deal has an account, an amount and a close date; a lost one a close date',
  remedy: 'Fill the fields in the CRM',
  tables: [
    {
      entity: 'deal',
      reads: ['deal_party'],
      breaks: `SELECT deal_id AS record, status || ' without ' || CASE WHEN closed_at IS NULL THEN 'close date' WHEN amount IS NULL THEN 'amount' ELSE 'account' END AS message FROM canonical.deal d WHERE ((status = 'won' AND (closed_at IS NULL OR amount IS NULL OR (account_id IS NULL AND deal_id NOT IN (SELECT deal_id FROM canonical.deal_party WHERE account_id IS NOT NULL)))) OR (status = 'lost' AND closed_at IS NULL)) AND NOT coalesce(is_deleted, false)`,
      population: `SELECT count(*) AS n FROM canonical.deal WHERE status IN ('won', 'lost')`,
    },
  ],
});
