import type { Engine } from '../engine/engine.js';
import type { Link } from './separated-groups.js';
import type { IdentityMethod } from './methods.js';

/**
 * The links that hang together with some records, over any number of steps: of a large table of evidence only what is
 * wanted leaves the engine.
 * @param table of links, with the columns of `Link`
 * @param seeds SELECT of `id`, the records to start from
 */
export const linkedAround = async (engine: Engine, table: string, seeds: string): Promise<Link[]> => {
  await engine.run(`CREATE OR REPLACE TEMP TABLE reached AS SELECT DISTINCT id FROM (${seeds})`);
  const step = `
    INSERT INTO reached SELECT DISTINCT near.id FROM (
      SELECT l.other AS id FROM ${table} l SEMI JOIN reached r ON r.id = l.one
      UNION ALL SELECT l.one FROM ${table} l SEMI JOIN reached r ON r.id = l.other
    ) near ANTI JOIN reached r ON r.id = near.id`;
  while ((await engine.run(step)) > 0);
  const rows = await engine.rows(
    `SELECT l.one, l.other, l.method, max(l.confidence)::DOUBLE AS confidence
     FROM ${table} l SEMI JOIN reached r ON r.id = l.one GROUP BY ALL ORDER BY ALL`,
  );
  await engine.run('DROP TABLE reached');
  return rows.map((row) => ({
    one: String(row['one']),
    other: String(row['other']),
    method: row['method'] as IdentityMethod,
    confidence: Number(row['confidence']),
  }));
};
