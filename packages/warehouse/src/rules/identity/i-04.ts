import { rule } from '../rule.js';

export const i04 = rule({
  id: 'I-04',
  severity: 'warn',
  title: 'A domain belongs to one account in each source',
  remedy: 'Merge the accounts in the source, or correct the domain',
  tables: [
    {
      entity: 'account',
      reads: ['entity_merge'],
      breaks: `SELECT a.account_id AS record, 'domain ' || lower(trim(a.domain)) || ' stands on ' || d.accounts || ' accounts of ' || a._source || '; it is not used to link accounts' AS message
FROM canonical.account a JOIN (
  SELECT _source, lower(trim(domain)) AS domain, count(*) AS accounts FROM canonical.account
  WHERE domain IS NOT NULL AND NOT coalesce(is_deleted, false) AND account_id NOT IN (SELECT losing_id FROM canonical.entity_merge WHERE entity = 'account')
  GROUP BY ALL HAVING count(*) > 1
) d ON d._source = a._source AND d.domain = lower(trim(a.domain))
WHERE NOT coalesce(a.is_deleted, false)`,
      population: `SELECT count(domain) AS n FROM canonical.account`,
    },
  ],
});
