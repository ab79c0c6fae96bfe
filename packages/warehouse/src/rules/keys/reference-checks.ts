import { entities, findEntity } from '@bellwether/model';
import { accountReferences } from '../../identity/account-references.js';
import { standingMerges } from '../../identity/standing-merges.js';
import type { TableCheck } from '../rule.js';
import { bare } from '../sql-words.js';

/** Named things that may well have no row of their own: an owner's label, a channel. */
const mayBeOnlyNamed = ['crm_user', 'pipeline_stage', 'campaign', 'survey', 'channel'];

/** Rows whose reference says nothing about a record: postage and fees are no products. */
const exempt: Readonly<Record<string, string>> = {
  'order_line.product_id': `coalesce(x.kind, 'product') <> 'product' OR x.quantity < 0`,
};

const words = (name: string): string => name.replace(/_id$/, '').replaceAll('_', ' ');

/** The winner of a merge exists, where the loser does: else what belongs to the loser would count nowhere. */
const winners: readonly TableCheck[] = ['account', 'person', 'deal', 'ticket', 'lead'].map((kind) => ({
  entity: 'entity_merge',
  reads: [kind, 'entity_separation'],
  breaks: `
    SELECT m.losing_id AS record, '${kind} ' || ${bare('m.losing_id')} || ' was merged into ' || ${bare('m.winning_id')} || ', which is not there' AS message
    FROM ${standingMerges(kind)} m JOIN canonical."${kind}" loser ON loser.${kind}_id = m.losing_id
    LEFT JOIN canonical."${kind}" winner ON winner.${kind}_id = m.winning_id
    LEFT JOIN canonical.entity_merge further ON further.entity = '${kind}' AND further.losing_id = m.winning_id
    WHERE winner.${kind}_id IS NULL AND further.losing_id IS NULL`,
  population: `SELECT count(*) AS n FROM canonical.entity_merge WHERE entity = '${kind}'`,
}));

/** Where a record of a kind is named: an account that any row names is one. */
const namedIn: Readonly<Record<string, readonly { readonly table: string; readonly column: string }[]>> = {
  account: accountReferences,
  person: [{ table: 'canonical.person', column: 'person_id' }],
};

/** Records that a person keeps apart exist: a slip in an id would keep nothing apart, and say nothing. */
const separated: readonly TableCheck[] = Object.entries(namedIn).map(([kind, places]) => ({
  entity: 'entity_separation',
  reads: places.map(({ table }) => table.replaceAll(/^canonical\.|"/g, '')),
  breaks: `
    WITH known AS (${places.map(({ table, column }) => `SELECT ${column} AS id FROM ${table} WHERE ${column} IS NOT NULL`).join(' UNION ')})
    SELECT s.one_id || ' ' || s.other_id AS record,
           '${kind} ' || s.one_id || ' and ' || s.other_id || ' are kept apart, but ' || CASE WHEN s.one_id IN (FROM known) THEN s.other_id ELSE s.one_id END || ' is not there' AS message
    FROM canonical.entity_separation s
    WHERE s.entity = '${kind}' AND NOT (s.one_id IN (FROM known) AND s.other_id IN (FROM known))`,
  population: `SELECT count(*) AS n FROM canonical.entity_separation WHERE entity = '${kind}'`,
}));

/** For every reference: what it points at exists, once its source has brought any record of that kind. */
export const referenceChecks: readonly TableCheck[] = [
  ...entities.flatMap((entity) =>
    Object.entries(entity.columns).flatMap(([name, column]): TableCheck[] => {
      const target = column.references === undefined ? undefined : findEntity(column.references);
      const key = target?.key[0];
      if (!target || key === undefined || target.key.length !== 1 || mayBeOnlyNamed.includes(target.name))
        return [];
      const own = entity.key.map((part) => `coalesce(x."${part}"::VARCHAR, '')`).join(` || ' ' || `);
      const reason = exempt[`${entity.name}.${name}`];
      return [
        {
          entity: entity.name,
          reads: [target.name, 'entity_merge'],
          breaks: `
            SELECT ${own} AS record, 'its ${words(name)} ' || ${bare(`x."${name}"`)} || ' is not there' AS message
            FROM canonical."${entity.name}" x
            ANTI JOIN canonical."${target.name}" t ON t."${key}" = x."${name}"
            ANTI JOIN canonical.entity_merge m ON m.losing_id = x."${name}"
            WHERE x."${name}" IS NOT NULL AND split_part(x."${name}", ':', 1) IN (SELECT _source FROM canonical."${target.name}")
              ${reason === undefined ? '' : `AND NOT coalesce(${reason}, false)`}`,
          population: `SELECT count("${name}") AS n FROM canonical."${entity.name}"`,
        },
      ];
    }),
  ),
  ...winners,
  ...separated,
];
