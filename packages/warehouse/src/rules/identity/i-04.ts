import { rule } from '../rule.js';
import { listed } from '../sql-words.js';
import { freeMailDomains } from '../../identity/poison.js';

export const i04 = rule({
  id: 'I-04',
  severity: 'warn',
  title: 'A domain belongs to one account in each source',
  remedy: 'Merge the accounts in the source, or correct the domain',
  tables: [
    {
      entity: 'account',
      reads: ['entity_merge'],
      // A mail host is nobody's domain; a subsidiary may well use that of its parent.
      breaks: `
        WITH own AS (
          SELECT a.account_id, a._source, lower(trim(a.domain)) AS domain FROM canonical.account a
          LEFT JOIN canonical.account parent ON parent.account_id = a.parent_account_id AND lower(trim(parent.domain)) = lower(trim(a.domain))
          ANTI JOIN canonical.entity_merge m ON m.entity = 'account' AND m.losing_id = a.account_id
          WHERE trim(a.domain) <> '' AND parent.account_id IS NULL AND NOT coalesce(a.is_deleted, false) AND NOT coalesce(a.is_test, false)
            AND NOT list_contains([${listed(freeMailDomains)}], lower(trim(a.domain)))
        ),
        shared AS (SELECT _source, domain, count(*) AS accounts FROM own GROUP BY ALL HAVING count(*) > 1)
        SELECT own.account_id AS record, 'domain ' || own.domain || ' stands on ' || s.accounts || ' accounts of ' || own._source || '; it is not used to link accounts' AS message
        FROM own JOIN shared s ON s._source = own._source AND s.domain = own.domain`,
      population: `SELECT count(domain) AS n FROM canonical.account`,
    },
  ],
});
