import type { Engine } from '../engine/engine.js';
import { linkedAround } from './linked-around.js';
import { refusedLinks } from './separated-groups.js';

const refusal = `[{"one": "VARCHAR", "other": "VARCHAR", "method": "VARCHAR", "apart_one": "VARCHAR", "apart_other": "VARCHAR"}]`;

/**
 * Takes the links that a separation forbids out of a table of evidence and keeps them in `resolved.refused_link`, each
 * with the pair that it would have brought together (the smaller id first). Only records that hang together with a
 * separated one are looked at; without separations nothing is.
 * @param table of evidence, with the columns of `Link` and `because`
 */
export const refuseLinks = async (
  engine: Engine,
  entity: 'account' | 'person',
  table: string,
): Promise<void> => {
  await engine.run('DELETE FROM resolved.refused_link WHERE entity = ?', [entity]);
  const pairs = await engine.rows(
    `SELECT DISTINCT least(one_id, other_id) AS one, greatest(one_id, other_id) AS other
     FROM canonical.entity_separation WHERE entity = ? AND one_id <> other_id`,
    [entity],
  );
  if (pairs.length === 0) return;
  const links = await linkedAround(
    engine,
    table,
    `SELECT unnest([one_id, other_id]) AS id FROM canonical.entity_separation WHERE entity = '${entity}'`,
  );
  const refused = refusedLinks(
    links,
    pairs.map((pair) => ({ one: String(pair['one']), other: String(pair['other']) })),
  );
  if (refused.length === 0) return;
  const rows = refused.map(({ link: { one, other, method }, apart }) => ({
    one,
    other,
    method,
    apart_one: apart.one,
    apart_other: apart.other,
  }));
  await engine.run(
    `INSERT INTO resolved.refused_link
     SELECT '${entity}', l.one, l.other, l.method, l.confidence, l.because, r.found.apart_one, r.found.apart_other
     FROM ${table} l JOIN (SELECT unnest(from_json(?, '${refusal}')) AS found) r
       ON r.found.one = l.one AND r.found.other = l.other AND r.found.method = l.method`,
    [JSON.stringify(rows)],
  );
  await engine.run(
    `DELETE FROM ${table} WHERE (one, other, method) IN (SELECT (one, other, method) FROM resolved.refused_link WHERE entity = '${entity}')`,
  );
};
