import type { Engine } from '../engine/engine.js';
import { findMergedPersons, mailKey, usableMail } from './merged-persons.js';
import { freeMailDomains } from './poison.js';

const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** The host in an address of a web page: `https://www.example.com/about` says `example.com`. */
const host = (address: string): string =>
  `regexp_replace(lower(trim(${address})), '^(https?://)?(www\\.)?([^/:]*).*$', '\\3')`;

/**
 * `resolved.person`: which human a record is (`respondent_id`) and which customer they belong to. Two records are one
 * human when a merge says so or when they share an e-mail that is nobody else's, within one side (customer or staff), and
 * never when a person keeps them apart.
 * The account is the one on the record, else the primary association, else the only account with the e-mail's domain.
 */
export const resolvePersons = async (engine: Engine): Promise<void> => {
  await findMergedPersons(engine);
  await engine.run(
    `CREATE OR REPLACE TABLE resolved.person AS
     WITH mail AS (${usableMail}),
     primary_account AS (
       SELECT person_id, arg_min(account_id, (NOT coalesce(is_primary, false), account_id)) AS account_id
       FROM canonical.account_person GROUP BY person_id
     ),
     domain_account AS (
       SELECT domain, min(account_id) AS account_id FROM (
         SELECT ${host('domain')} AS domain, account_id FROM resolved.account WHERE domain IS NOT NULL)
       WHERE domain NOT IN (${list(freeMailDomains)}) GROUP BY domain HAVING count(*) = 1
     )
     SELECT p.person_id,
            coalesce(g.respondent_id, by_mail.respondent_id, CASE WHEN m.is_customer THEN m.email ELSE m.first_id END, p.person_id) AS respondent_id,
            coalesce(own.account_id, p.account_id, linked.account_id, joined.account_id, d.account_id) AS account_id,
            CASE WHEN p.account_id IS NOT NULL THEN 'record' WHEN joined.account_id IS NOT NULL THEN 'association'
                 WHEN d.account_id IS NOT NULL THEN 'email_domain' END AS account_method,
            coalesce(p.role, 'customer') AS role, p.title
     FROM canonical.person p
     LEFT JOIN mail m ON m.email = lower(trim(p.email)) AND m.is_customer = (coalesce(p.role, 'customer') = 'customer')
     LEFT JOIN merged_person g ON g.key = p.person_id
     LEFT JOIN merged_person by_mail ON by_mail.key = ${mailKey('m')}
     LEFT JOIN resolved.account_link own ON own.source_id = p.account_id
     LEFT JOIN primary_account joined ON joined.person_id = p.person_id
     LEFT JOIN resolved.account_link linked ON linked.source_id = joined.account_id
     -- One equality: with conditions beside it the engine compares every person with every domain.
     LEFT JOIN domain_account d ON d.domain = CASE WHEN p.account_id IS NULL AND joined.account_id IS NULL THEN lower(trim(split_part(p.email, '@', 2))) END`,
  );
  await engine.run('DROP TABLE merged_person');
};
