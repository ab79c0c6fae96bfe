import { rule } from '../rule.js';

export const s02 = rule({
  id: 'S-02',
  severity: 'warn',
  title: 'A won deal has an account, an amount and a close date; a lost one a close date',
  remedy: 'Fill the fields in the CRM',
  tables: [
    {
      entity: 'deal',
      reads: ['deal_party', 'deal_line', 'deal_stage_history', 'pipeline_stage'],
      // The settled deal: its account may come from an association, its amount from its lines, its date from its stages.
      breaks: `
        SELECT deal_id AS record, status || ' without ' || array_to_string(missing, ' and ') AS message FROM (
          SELECT d.deal_id, d.status, list_filter([
            CASE WHEN d.closed_date IS NULL THEN 'close date' END,
            CASE WHEN d.is_won AND d.amount IS NULL AND c.amount IS NULL AND lines.deal_id IS NULL THEN 'amount' END,
            CASE WHEN d.is_won AND d.account_id IS NULL THEN 'account' END], lambda part: part IS NOT NULL) AS missing
          FROM derived.deal d JOIN canonical.deal c USING (deal_id)
          LEFT JOIN (SELECT DISTINCT deal_id FROM canonical.deal_line WHERE coalesce(amount, (quantity * unit_price)::DECIMAL(18,4)) IS NOT NULL) lines USING (deal_id)
          WHERE d.is_closed
        ) WHERE len(missing) > 0`,
      population: `SELECT count(*) AS n FROM derived.deal WHERE is_closed`,
    },
  ],
});
