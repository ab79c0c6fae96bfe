import { rule } from '../rule.js';

export const s07 = rule({
  id: 'S-07',
  severity: 'warn',
  title: 'The owner of a deal is a user who worked here then',
  remedy: 'Give the deal to somebody, or import the users',
  tables: [
    {
      entity: 'deal',
      reads: ['crm_user'],
      breaks: `SELECT d.deal_id AS record, CASE WHEN u.user_id IS NULL THEN 'its owner is no known user' ELSE 'its owner had left when it closed' END AS message FROM canonical.deal d LEFT JOIN canonical.crm_user u ON u.user_id = d.owner_user_id WHERE d.owner_user_id IS NOT NULL AND EXISTS (SELECT 1 FROM canonical.crm_user x WHERE x._source = d._source) AND (u.user_id IS NULL AND regexp_replace(d.owner_user_id, '^[^:]*:', '') NOT IN (SELECT name FROM canonical.crm_user WHERE name IS NOT NULL) OR u.left_at < coalesce(d.closed_at, d.created_at))`,
      population: `SELECT count(owner_user_id) AS n FROM canonical.deal`,
    },
  ],
});
