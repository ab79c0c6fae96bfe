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
      breaks: `SELECT lead_id AS record, CASE WHEN status = 'disqualified' THEN 'disqualified and converted' ELSE 'converted without a date' END AS message FROM canonical.lead WHERE (status = 'disqualified' AND (converted_at IS NOT NULL OR converted_deal_id IS NOT NULL)) OR (status = 'converted' AND converted_at IS NULL AND lead_id NOT IN (SELECT lead_id FROM canonical.deal WHERE lead_id IS NOT NULL))`,
      population: `SELECT count(*) AS n FROM canonical."lead"`,
    },
  ],
});
