import { rule } from '../rule.js';

export const s04 = rule({
  id: 'S-04',
  severity: 'info',
  title: 'An open deal closes in the future',
  remedy: 'Close it, or move its expected date',
  tables: [
    {
      entity: 'deal',
      breaks: `SELECT deal_id AS record, 'expected to close on ' || expected_close_on || ' and still open' AS message FROM canonical.deal WHERE coalesce(status, 'open') = 'open' AND expected_close_on < (SELECT value::DATE FROM control.setting WHERE name = 'as_of') AND NOT coalesce(is_deleted, false)`,
      population: `SELECT count(*) AS n FROM canonical.deal WHERE coalesce(status, 'open') = 'open'`,
    },
  ],
});
