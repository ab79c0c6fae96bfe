import type { DimensionFilter } from '@bellwether/metrics';
import { findFact } from '@bellwether/model';
import type { Parameter } from '../engine/engine.js';
import { warehouseError } from '../errors.js';
import { identifier } from '../schema/canonical-table.js';

/** Conditions over the rows of a fact, with the values as parameters. */
export interface FilterSql {
  /** Begins with AND where there is any. */
  readonly sql: string;
  readonly params: readonly Parameter[];
}

/**
 * Keeps (or drops) rows of a fact by its dimensions; null is the unknown. Column names come from the model, values go in
 * as parameters. Throws DIMENSION_UNKNOWN.
 */
export const filterSql = (fact: string, alias: string, where: readonly DimensionFilter[]): FilterSql => {
  const columns = findFact(fact)?.columns ?? {};
  const parts: string[] = [];
  const params: Parameter[] = [];
  for (const { dimension, values, exclude } of where) {
    const role = Object.hasOwn(columns, dimension) ? columns[dimension]?.role : undefined;
    if (role !== 'dimension' && role !== 'account') {
      const known = Object.keys(columns).filter((name) => columns[name]?.role === 'dimension');
      throw warehouseError('DIMENSION_UNKNOWN', dimension, known.join(', '));
    }
    const column = `${alias}.${identifier(dimension)}`;
    const test = `list_contains(from_json(?, '["VARCHAR"]'), ${column})`;
    const hasUnknown = values.includes(null);
    params.push(JSON.stringify(values.filter((value) => value !== null)));
    const kept = `(coalesce(${test}, false)${hasUnknown ? ` OR ${column} IS NULL` : ''})`;
    parts.push(exclude === true ? `NOT ${kept}` : kept);
  }
  return { sql: parts.map((part) => ` AND ${part}`).join(''), params };
};
