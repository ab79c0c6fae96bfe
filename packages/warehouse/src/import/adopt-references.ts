import { type Entity, entities, findEntity } from '@bellwether/model';
import type { Engine } from '../engine/engine.js';
import { canonicalTable, identifier } from '../schema/canonical-table.js';

/** Namespace of plain files: spreadsheets that speak of records of other systems. */
const plain = 'plain';

const referencesOf = (
  entity: Entity,
): { readonly column: string; readonly target: Entity; readonly key: string }[] =>
  Object.entries(entity.columns).flatMap(([column, { references }]) => {
    const target = references === undefined ? undefined : findEntity(references);
    const [key, ...rest] = target?.key ?? [];
    return target && key !== undefined && rest.length === 0 ? [{ column, target, key }] : [];
  });

/** Entities of which some row meets the condition, asked in one statement. */
const entitiesHaving = async (
  engine: Engine,
  asked: readonly Entity[],
  condition: string,
): Promise<ReadonlySet<string>> => {
  const parts = asked.map(
    (entity) =>
      `SELECT * FROM (SELECT '${entity.name}' AS entity FROM ${canonicalTable(entity)} WHERE ${condition} LIMIT 1)`,
  );
  const rows = await engine.rows(parts.join(' UNION ALL '));
  return new Set(rows.map((row) => String(row['entity'])));
};

/**
 * References of plain files to records of other systems: `hubspot:123` is taken at its word, a bare `123` means the one
 * record of another source with that id (or, for users, that name), if there is just one and the plain files hold none.
 * Runs after each import, since either side may come first.
 */
export const adoptReferences = async (engine: Engine, touched: ReadonlySet<string>): Promise<void> => {
  const concerned = entities.filter((entity) =>
    referencesOf(entity).some(({ target }) => touched.has(entity.name) || touched.has(target.name)),
  );
  if (concerned.length === 0) return;
  const having = await entitiesHaving(engine, concerned, `_source = '${plain}'`);
  const speaking = concerned.filter(({ name }) => having.has(name));
  const targets = speaking.flatMap((entity) => referencesOf(entity).map(({ target }) => target));
  if (targets.length === 0) return;
  const meant = await entitiesHaving(engine, [...new Set(targets)], `_source <> '${plain}'`);
  for (const entity of speaking) {
    for (const { column, target, key } of referencesOf(entity)) {
      // Where no other source has brought a record of the kind, none can be meant.
      if (!meant.has(target.name) || (!touched.has(entity.name) && !touched.has(target.name))) continue;
      const own = identifier(column);
      const targets = canonicalTable(target);
      const native = `regexp_replace(t.${identifier(key)}, '^[^:]*:', '')`;
      const named =
        target.name === 'crm_user'
          ? ` UNION ALL SELECT t.name, t.user_id FROM ${targets} t WHERE t._source <> '${plain}' AND t.name IS NOT NULL`
          : '';
      await engine.run(
        `UPDATE ${canonicalTable(entity)} x SET ${own} = m.id
         FROM (
           SELECT written, min(id) AS id FROM (
             SELECT '${plain}:' || t.${identifier(key)} AS written, t.${identifier(key)} AS id FROM ${targets} t WHERE t._source <> '${plain}'
             UNION ALL
             SELECT '${plain}:' || bare, id FROM (
               SELECT ${native} AS bare, t.${identifier(key)} AS id FROM ${targets} t WHERE t._source <> '${plain}'${named})
           ) GROUP BY written HAVING count(DISTINCT id) = 1
         ) m
         WHERE x._source = '${plain}' AND x.${own} = m.written
           AND x.${own} NOT IN (SELECT t.${identifier(key)} FROM ${targets} t WHERE t._source = '${plain}' AND t.${identifier(key)} IS NOT NULL)`,
      );
    }
  }
};
