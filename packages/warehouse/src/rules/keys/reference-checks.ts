import { entities, findEntity } from '@bellwether/model';
import type { TableCheck } from '../rule.js';

/** Named things that may well have no row of their own: an owner's label, a product's name. */
const mayBeOnlyNamed = ['crm_user', 'pipeline_stage', 'campaign', 'survey', 'channel'];

/** For every reference: what it points at exists, once its source has brought any record of that kind. */
export const referenceChecks: readonly TableCheck[] = entities.flatMap((entity) =>
  Object.entries(entity.columns).flatMap(([name, column]): TableCheck[] => {
    const target = column.references === undefined ? undefined : findEntity(column.references);
    const key = target?.key[0];
    if (!target || key === undefined || target.key.length !== 1 || mayBeOnlyNamed.includes(target.name))
      return [];
    const own = entity.key.map((part) => `coalesce(x."${part}"::VARCHAR, '')`).join(` || ' ' || `);
    return [
      {
        entity: entity.name,
        reads: [target.name, 'entity_merge'],
        breaks: `SELECT ${own} AS record, '${name} ' || x."${name}" || ' leads to no ${target.name}' AS message
          FROM canonical."${entity.name}" x
          WHERE x."${name}" IS NOT NULL
            AND split_part(x."${name}", ':', 1) IN (SELECT DISTINCT _source FROM canonical."${target.name}")
            AND x."${name}" NOT IN (SELECT t."${key}" FROM canonical."${target.name}" t WHERE t."${key}" IS NOT NULL)
            AND x."${name}" NOT IN (SELECT losing_id FROM canonical.entity_merge WHERE losing_id IS NOT NULL)`,
        population: `SELECT count("${name}") AS n FROM canonical."${entity.name}"`,
      },
    ];
  }),
);
