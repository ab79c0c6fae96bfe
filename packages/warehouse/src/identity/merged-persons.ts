import type { Engine } from '../engine/engine.js';
import { linkedAround } from './linked-around.js';
import { writtenByPeople } from './methods.js';
import { poisonValues } from './poison.js';
import { refuseLinks } from './refuse-links.js';
import { sharedByAtMost } from './link-accounts.js';

const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/**
 * Addresses that stand for one human: not placeholders, and on a handful of records at most. Staff and customers never
 * share a human: help desks put one address on both.
 */
export const usableMail = `
  SELECT lower(trim(email)) AS email, coalesce(role, 'customer') = 'customer' AS is_customer, min(person_id) AS first_id, count(*) AS records
  FROM canonical.person WHERE email LIKE '%_@_%._%' AND lower(trim(email)) NOT IN (${list(poisonValues)})
  GROUP BY ALL HAVING count(*) <= ${sharedByAtMost}`;

/** SQL for an address as a record of its own, out of a row of `usableMail`. */
export const mailKey = (alias: string): string =>
  `concat(CASE WHEN ${alias}.is_customer THEN 'customer ' ELSE 'staff ' END, ${alias}.email)`;

/** What speaks for two records of people being one human; an address that several share is a record between them. */
const links = `
  SELECT losing_id AS one, winning_id AS other, CASE WHEN _source IN (${list(writtenByPeople)}) THEN 'declared' ELSE 'source_merge' END AS method,
         1.0 AS confidence, CASE WHEN _source IN (${list(writtenByPeople)}) THEN 'import ' || split_part(_batch_id, '.', 1) ELSE 'merged' END AS because
  FROM canonical.entity_merge WHERE entity = 'person' AND losing_id <> winning_id
  UNION ALL
  SELECT p.person_id, ${mailKey('m')}, 'exact_email', 0.95, m.email FROM canonical.person p
  JOIN (${usableMail}) m ON m.email = lower(trim(p.email)) AND m.is_customer = (coalesce(p.role, 'customer') = 'customer')
  WHERE m.records > 1`;

/**
 * `merged_person(key, respondent_id)`: the human behind each record that a merge names, and behind each address of
 * theirs, followed through chains of merges and shared addresses. The smallest id that never lost stands for them. A
 * record that a person keeps apart from the others of its address is a human of its own.
 */
export const findMergedPersons = async (engine: Engine): Promise<void> => {
  await engine.run('CREATE OR REPLACE TEMP TABLE merged_person (key VARCHAR, respondent_id VARCHAR)');
  const { said } = await engine.row(
    `SELECT EXISTS (SELECT 1 FROM canonical.entity_merge WHERE entity = 'person')
         OR EXISTS (SELECT 1 FROM canonical.entity_separation WHERE entity = 'person')
         OR EXISTS (SELECT 1 FROM resolved.refused_link WHERE entity = 'person') AS said`,
  );
  if (said !== true) return;
  await engine.run(`CREATE OR REPLACE TEMP TABLE person_link AS ${links}`);
  await refuseLinks(engine, 'person', 'person_link');
  const found = await linkedAround(
    engine,
    'person_link',
    `SELECT one AS id FROM person_link WHERE method <> 'exact_email'`,
  );
  await engine.run('DROP TABLE person_link');
  const stands = new Map<string, string>();
  const refused = await engine.rows(
    `SELECT DISTINCT one FROM resolved.refused_link WHERE entity = 'person' AND method = 'exact_email'`,
  );
  for (const row of refused) stands.set(String(row['one']), String(row['one']));
  const losers = new Set(found.filter(({ method }) => method !== 'exact_email').map(({ one }) => one));
  const records = new Set(
    found.flatMap(({ one, other, method }) => (method === 'exact_email' ? [one] : [one, other])),
  );
  for (const members of groupsOf(found)) {
    const people = members.filter((key) => records.has(key)).sort();
    const human = people.find((key) => !losers.has(key)) ?? people[0] ?? '';
    for (const key of members) stands.set(key, human);
  }
  if (stands.size === 0) return;
  await engine.run(
    `INSERT INTO merged_person SELECT unnest(from_json(?, '["VARCHAR"]')), unnest(from_json(?, '["VARCHAR"]'))`,
    [JSON.stringify([...stands.keys()]), JSON.stringify([...stands.values()])],
  );
};

/** Keys that links join, over however many steps. */
const groupsOf = (found: readonly { readonly one: string; readonly other: string }[]): string[][] => {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let next = parent.get(at); next !== undefined && next !== at; next = parent.get(at)) at = next;
    return at;
  };
  for (const { one, other } of found) {
    for (const key of [one, other]) if (!parent.has(key)) parent.set(key, key);
    parent.set(root(one), root(other));
  }
  return [...Map.groupBy(parent.keys(), root).values()];
};
