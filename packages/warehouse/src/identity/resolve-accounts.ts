import type { Engine } from '../engine/engine.js';
import { accountReferences } from './account-references.js';

/** Attributes taken from the first record of the customer that has them, its own record first. */
const inherited = [
  'name',
  'segment',
  'industry',
  'country',
  'region',
  'plan',
  'channel',
  'owner_user_id',
  'size',
  'domain',
  'created_at_date',
  'first_paid_at_date',
  'churned_at_date',
];

/**
 * `resolved.account`: one row a customer or prospect, out of all records that are one. Test, internal and competitor
 * accounts go to `resolved.account_exclusion`; their events count nowhere. A deleted record gives no attributes, but
 * what it bought remains bought.
 */
export const resolveAccounts = async (engine: Engine): Promise<void> => {
  await engine.run(
    `CREATE OR REPLACE TABLE resolved.account_exclusion AS
     SELECT a.account_id AS source_id, coalesce(l.account_id, a.account_id) AS account_id,
            CASE WHEN a.is_test OR a.type = 'test' THEN 'test' ELSE a.type END AS reason, a.created_at_date AS date
     FROM canonical.account a LEFT JOIN resolved.account_link l ON l.source_id = a.account_id
     WHERE coalesce(a.is_test, false) OR a.type IN ('test', 'internal', 'competitor')`,
  );
  const pick = (column: string): string =>
    `first(r.${column} ORDER BY r.rank, r.source_id) FILTER (r.${column} IS NOT NULL) AS ${column}`;
  await engine.run(
    `CREATE OR REPLACE TABLE resolved.account AS
     WITH named AS (
       ${accountReferences.map(({ table, column }) => `SELECT ${column} AS source_id FROM ${table} WHERE ${column} IS NOT NULL`).join(' UNION ')}
     ),
     alone AS (
       -- Most accounts are one record: no need to look for the first of several.
       SELECT n.source_id FROM named n
       WHERE n.source_id NOT IN (SELECT source_id FROM resolved.account_link)
         AND n.source_id NOT IN (SELECT account_id FROM resolved.account_link)
     ),
     one AS (
       SELECT n.source_id AS account_id, ${inherited.map((column) => `CASE WHEN NOT coalesce(a.is_deleted, false) THEN a.${column} END AS ${column}`).join(', ')},
              a._batch_id AS batch_id, a._row AS row_number, a.is_deleted
       FROM alone n LEFT JOIN canonical.account a ON a.account_id = n.source_id
     ),
     several AS (
       SELECT r.account_id, ${inherited.map(pick).join(', ')},
              first(r.batch_id ORDER BY r.rank, r.source_id) AS batch_id, first(r.row_number ORDER BY r.rank, r.source_id) AS row_number, bool_and(r.is_deleted) AS is_deleted
       FROM (
         SELECT coalesce(l.account_id, n.source_id) AS account_id, n.source_id, a._batch_id AS batch_id, a._row AS row_number,
                CASE WHEN a.is_deleted THEN 2 WHEN n.source_id = coalesce(l.account_id, n.source_id) THEN 0 ELSE 1 END AS rank,
                coalesce(a.is_deleted, false) AS is_deleted, ${inherited.map((column) => `CASE WHEN NOT coalesce(a.is_deleted, false) THEN a.${column} END AS ${column}`).join(', ')}
         FROM named n LEFT JOIN resolved.account_link l ON l.source_id = n.source_id
         LEFT JOIN canonical.account a ON a.account_id = n.source_id
         WHERE n.source_id NOT IN (SELECT source_id FROM alone)
       ) r GROUP BY r.account_id
     )
     SELECT a.account_id, coalesce(nullif(trim(a.name), ''), regexp_replace(a.account_id, '^[^:]*:', '')) AS name,
            a.segment, a.industry, a.country, a.region, a.plan, a.domain,
            CASE WHEN a.size < 10 THEN '1-9' WHEN a.size < 50 THEN '10-49' WHEN a.size < 250 THEN '50-249'
                 WHEN a.size < 1000 THEN '250-999' WHEN a.size IS NOT NULL THEN '1000+' END AS size_band,
            coalesce(h.channel, a.channel) AS channel, u.name AS owner, a.created_at_date AS created_date, a.first_paid_at_date AS first_paid_date,
            a.churned_at_date AS churned_date, a.batch_id, a.row_number
     FROM (SELECT * FROM one UNION ALL SELECT * FROM several) a
     LEFT JOIN resolved.crm_user u ON u.user_id = a.owner_user_id
     LEFT JOIN resolved.channel h ON h.raw = a.channel
     WHERE a.account_id NOT IN (SELECT account_id FROM resolved.account_exclusion)`,
  );
};
