import type { Engine } from '../engine/engine.js';
import { writtenByPeople } from './methods.js';
import { freeMailDomains, poisonValues } from './poison.js';
import { refuseLinks } from './refuse-links.js';
import { registrableDomains } from './registrable-domains.js';
import { standingMerges } from './standing-merges.js';

/** A value shared by more records than this identifies nobody (rule I-02). */
export const sharedByAtMost = 5;
/** More records than this under one account is held for a person to look at. */
export const clusterAtMost = 20;

const list = (values: readonly string[]): string =>
  values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');

/**
 * Evidence that two account records are one, each line with its method and confidence, strongest first. Names alone
 * are never evidence: in real files thousands of different companies share one.
 */
const evidence = (): string[] => [
  // 1 explicit cross-reference: `<source>:<id>`, or a bare id that one record of another source has.
  `SELECT a.account_id AS one, b.account_id AS other, 'external_id' AS method, 1.0 AS confidence, a.external_id AS because
   FROM canonical.account a JOIN canonical.account b ON b.account_id = a.external_id AND b.account_id <> a.account_id
   UNION ALL
   SELECT a.account_id, min(b.account_id), 'external_id', 1.0, a.external_id
   FROM canonical.account a JOIN canonical.account b
     ON regexp_replace(b.account_id, '^[^:]*:', '') = a.external_id AND b._source <> a._source
   WHERE a.external_id IS NOT NULL AND lower(a.external_id) NOT IN (${list(poisonValues)})
   GROUP BY a.account_id, a.external_id HAVING count(*) = 1`,
  // 2 merges that a person declared (with the import that says so) or a source recorded.
  `SELECT losing_id, winning_id, CASE WHEN is_declared THEN 'declared' ELSE 'source_merge' END, 1.0,
          CASE WHEN is_declared THEN 'import ' || split_part(_batch_id, '.', 1) ELSE 'merged' END
   FROM (SELECT *, _source IN (${list(writtenByPeople)}) AS is_declared FROM canonical.entity_merge)
   WHERE entity = 'account' AND losing_id <> winning_id`,
  // 3 exact e-mail of the account itself, on one record a source.
  `WITH mail AS (
     SELECT lower(trim(email)) AS value, account_id, _source FROM canonical.account
     WHERE email LIKE '%_@_%._%' AND lower(trim(email)) NOT IN (${list(poisonValues)})
   ), usable AS (
     SELECT value FROM mail GROUP BY value HAVING count(*) BETWEEN 2 AND ${sharedByAtMost} AND count(*) = count(DISTINCT _source)
   )
   SELECT a.account_id, b.account_id, 'exact_email', 0.95, a.value FROM mail a JOIN usable USING (value)
   JOIN mail b ON b.value = a.value AND b.account_id > a.account_id`,
  // 4 registrable domain, when it means one account in each source.
  `WITH named AS (
     SELECT coalesce(d.registrable, '') AS value, a.account_id, a._source
     FROM canonical.account a JOIN registrable_domain d
       ON d.domain = lower(trim(coalesce(a.domain, CASE WHEN lower(trim(a.email)) NOT IN (${list(poisonValues)}) THEN split_part(a.email, '@', 2) END)))
     WHERE NOT coalesce(a.is_deleted, false)
   ), usable AS (
     SELECT value FROM named WHERE value <> '' AND value NOT IN (${list(freeMailDomains)})
     GROUP BY value HAVING count(*) BETWEEN 2 AND ${sharedByAtMost} AND count(*) = count(DISTINCT _source)
   )
   SELECT a.account_id, b.account_id, 'domain', 0.9, a.value FROM named a JOIN usable USING (value)
   JOIN named b ON b.value = a.value AND b.account_id > a.account_id`,
];

/** A record that counts nowhere, whoever it belongs to. */
const isExcluded = (alias: string): string =>
  `(coalesce(${alias}.is_test, false) OR coalesce(${alias}.type IN ('test', 'internal', 'competitor'), false))`;

/**
 * Finds which account records are one customer: `resolved.account_evidence` holds every link that counts with its
 * reason, `resolved.refused_link` those that a separation forbids, `resolved.account_link` leads each record that is not
 * its own customer to the one that is. Deterministic and independent of the order of imports: the smallest id of those
 * that won a merge stands for the rest.
 *
 * What a person says beats what was found: a separation beats every link, a declared merge every other one. Where people
 * said both of the same two, they stay apart, and the merge stands among the refused links.
 * @param level `parent` counts the root of each chain of parents instead. A separation says that two records are not
 * one, not that they have no parent in common: it cuts no link to a parent.
 */
export const linkAccounts = async (engine: Engine, level: 'account' | 'parent'): Promise<void> => {
  await registrableDomains(engine);
  await engine.run(
    `CREATE OR REPLACE TABLE resolved.account_evidence AS
     ${evidence()
       .map((sql) => `SELECT * FROM (${sql})`)
       .join(' UNION ALL ')}`,
  );
  await engine.run('DROP TABLE registrable_domain');
  await refuseLinks(engine, 'account', 'resolved.account_evidence');
  if (level === 'parent') {
    await engine.run(
      `INSERT INTO resolved.account_evidence
       SELECT a.account_id, a.parent_account_id, 'parent', 1.0, 'child of' FROM canonical.account a
       LEFT JOIN canonical.account parent ON parent.account_id = a.parent_account_id
       WHERE a.parent_account_id IS NOT NULL AND a.parent_account_id <> a.account_id
         -- A test account under a customer is no part of it: it would take the whole group out of every figure.
         AND NOT ${isExcluded('a')} AND NOT ${isExcluded('parent')}`,
    );
  }
  await connectedComponents(engine);
  await engine.run(
    `CREATE OR REPLACE TABLE resolved.account_held AS
     SELECT label, count(*) AS records FROM account_component GROUP BY label
     HAVING count(*) > ${clusterAtMost} AND ${level === 'account'}`,
  );
  // The one that stands for a cluster never lost a merge itself and, at the level of parents, has no parent.
  await engine.run(
    `CREATE OR REPLACE TABLE resolved.account_link AS
     WITH member AS (
       SELECT c.id, c.label, a._source, e.losing_id IS NOT NULL AS is_loser,
              ${level === 'parent' ? 'a.parent_account_id IS NOT NULL' : 'false'} AS is_child,
              a.account_id IS NULL AS is_only_named
       FROM account_component c
       LEFT JOIN canonical.account a ON a.account_id = c.id
       LEFT JOIN (SELECT DISTINCT losing_id FROM ${standingMerges('account')}) e ON e.losing_id = c.id
       WHERE c.label NOT IN (SELECT label FROM resolved.account_held)
     ), winner AS (
       SELECT label, arg_min(id, (is_only_named, is_loser, is_child, id)) AS account_id FROM member GROUP BY label
     )
     SELECT m.id AS source_id, w.account_id FROM member m JOIN winner w USING (label) WHERE m.id <> w.account_id`,
  );
  await engine.run('DROP TABLE account_component');
};

/** `account_component(id, label)`: connected components of the evidence, by spreading the smallest label. */
const connectedComponents = async (engine: Engine): Promise<void> => {
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE account_edge AS
     SELECT DISTINCT one, other FROM (
       SELECT one, other FROM resolved.account_evidence UNION ALL SELECT other, one FROM resolved.account_evidence)`,
  );
  await engine.run(
    'CREATE OR REPLACE TEMP TABLE account_component AS SELECT DISTINCT one AS id, one AS label FROM account_edge',
  );
  for (;;) {
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE account_next AS
       WITH spread AS (
         SELECT c.id, least(c.label, min(n.label)) AS label
         FROM account_component c JOIN account_edge e ON e.one = c.id JOIN account_component n ON n.id = e.other
         GROUP BY c.id, c.label
       )
       SELECT s.id, least(s.label, coalesce(j.label, s.label)) AS label FROM spread s LEFT JOIN spread j ON j.id = s.label`,
    );
    const { changed } = await engine.row(
      `SELECT count(*) AS changed FROM account_next n JOIN account_component c USING (id) WHERE n.label <> c.label`,
    );
    await engine.run('CREATE OR REPLACE TEMP TABLE account_component AS SELECT * FROM account_next');
    if (changed === 0) break;
  }
  await engine.run('DROP TABLE account_next');
  await engine.run('DROP TABLE account_edge');
};
