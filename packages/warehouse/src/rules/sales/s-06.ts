import { rule } from '../rule.js';

export const s06 = rule({
  id: 'S-06',
  severity: 'warn',
  title: 'The status of a lead agrees with its conversion',
  remedy: 'Correct the status in the CRM',
  tables: [
    {
      entity: 'lead',
      reads: ['deal'],
      breaks: `
        SELECT l.lead_id AS record, CASE WHEN l.status = 'disqualified' THEN 'disqualified and converted' ELSE 'converted without a date, and no deal came of it' END AS message
        FROM canonical.lead l LEFT JOIN (SELECT DISTINCT lead_id FROM canonical.deal WHERE lead_id IS NOT NULL) d ON d.lead_id = l.lead_id
        WHERE NOT coalesce(l.is_deleted, false)
          AND ((l.status = 'disqualified' AND (l.converted_at IS NOT NULL OR l.converted_deal_id IS NOT NULL OR l.converted_account_id IS NOT NULL))
            OR (l.status = 'converted' AND l.converted_at IS NULL AND d.lead_id IS NULL))`,
      population: `SELECT count(*) AS n FROM canonical.lead`,
    },
  ],
});
