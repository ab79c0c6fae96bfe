import type { Engine } from '../engine/engine.js';
import { freeMailDomains, poisonValues } from './poison.js';
import { sharedByAtMost } from './link-accounts.js';

const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/**
 * `resolved.person`: which human a record is (`respondent_id`) and which customer they belong to. Two records are one
 * human when a merge says so or when they share an e-mail that is nobody else's, within one side (customer or staff).
 * The account is the one on the record, else the primary association, else the only account with the e-mail's domain.
 */
export const resolvePersons = async (engine: Engine): Promise<void> => {
  await engine.run(
    `CREATE OR REPLACE TABLE resolved.person AS
     WITH mail AS (
       SELECT lower(trim(email)) AS email, coalesce(role, 'customer') = 'customer' AS is_customer, count(*) AS records
       FROM canonical.person WHERE email LIKE '%_@_%._%' AND lower(trim(email)) NOT IN (${list(poisonValues)}) GROUP BY ALL
     ),
     primary_account AS (
       SELECT person_id, arg_min(account_id, (NOT coalesce(is_primary, false), account_id)) AS account_id
       FROM canonical.account_person GROUP BY person_id
     ),
     domain_account AS (
       SELECT domain, min(account_id) AS account_id FROM (
         SELECT lower(trim(domain)) AS domain, account_id FROM resolved.account WHERE domain IS NOT NULL)
       WHERE domain NOT IN (${list(freeMailDomains)}) GROUP BY domain HAVING count(*) = 1
     ),
     merged AS (
       SELECT losing_id, min(winning_id) AS winning_id FROM canonical.entity_merge WHERE entity = 'person' GROUP BY losing_id
     )
     SELECT p.person_id,
            CASE WHEN m.records <= ${sharedByAtMost} THEN m.email ELSE coalesce(g.winning_id, p.person_id) END AS respondent_id,
            coalesce(own.account_id, p.account_id, linked.account_id, joined.account_id, d.account_id) AS account_id,
            CASE WHEN p.account_id IS NOT NULL THEN 'record' WHEN joined.account_id IS NOT NULL THEN 'association'
                 WHEN d.account_id IS NOT NULL THEN 'email_domain' END AS account_method,
            coalesce(p.role, 'customer') AS role, p.title
     FROM canonical.person p
     LEFT JOIN mail m ON m.email = lower(trim(p.email)) AND m.is_customer = (coalesce(p.role, 'customer') = 'customer')
     LEFT JOIN merged g ON g.losing_id = p.person_id
     LEFT JOIN resolved.account_link own ON own.source_id = p.account_id
     LEFT JOIN primary_account joined ON joined.person_id = p.person_id
     LEFT JOIN resolved.account_link linked ON linked.source_id = joined.account_id
     LEFT JOIN domain_account d ON d.domain = lower(trim(split_part(p.email, '@', 2))) AND p.account_id IS NULL AND joined.account_id IS NULL`,
  );
};
