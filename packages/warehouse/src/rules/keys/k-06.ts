import { rule } from '../rule.js';

export const k06 = rule({
  id: 'K-06',
  severity: 'info',
  title: 'Merged and deleted records are not counted as live',
  remedy: 'None: they are left out and listed as exclusions',
  tables: [
    {
      entity: 'entity_merge',
      reads: ['account', 'deal', 'person', 'ticket'],
      breaks: `SELECT m.losing_id AS record, m.losing_id || ' was merged into ' || m.winning_id || ' and is still in the data; it is counted there only' AS message
FROM canonical.entity_merge m
WHERE (m.entity = 'account' AND m.losing_id IN (SELECT account_id FROM canonical.account))
   OR (m.entity = 'deal' AND m.losing_id IN (SELECT deal_id FROM canonical.deal))
   OR (m.entity = 'person' AND m.losing_id IN (SELECT person_id FROM canonical.person))
   OR (m.entity = 'ticket' AND m.losing_id IN (SELECT ticket_id FROM canonical.ticket))`,
      population: `SELECT count(*) AS n FROM canonical."entity_merge"`,
    },
  ],
});
