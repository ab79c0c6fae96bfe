import { rule } from '../rule.js';

export const k08 = rule({
  id: 'K-08',
  severity: 'warn',
  title: 'Records are joined by id where there is one, not by name',
  remedy: 'Export the owner id beside the owner name',
  tables: [
    {
      entity: 'deal',
      reads: ['crm_user'],
      breaks: `SELECT d.deal_id AS record, 'its owner is given by name (' || u.name || ') although users have ids' AS message
FROM canonical.deal d JOIN canonical.crm_user u ON d.owner_user_id = u.user_id IS NOT TRUE AND regexp_replace(d.owner_user_id, '^[^:]*:', '') = u.name
WHERE regexp_replace(u.user_id, '^[^:]*:', '') <> u.name AND d.owner_user_id NOT IN (SELECT user_id FROM canonical.crm_user)`,
      population: `SELECT count(*) AS n FROM canonical."deal"`,
    },
  ],
});
