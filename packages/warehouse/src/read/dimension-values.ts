import { textOf } from '../engine/cell.js';
import { facts, type Fact } from '@bellwether/model';
import type { Workspace } from '../workspace/workspace.js';
import { identifier } from '../schema/canonical-table.js';

export interface DimensionValues {
  readonly dimension: string;
  /** How many rows carry it in the facts that have the dimension; null is unknown. */
  readonly values: readonly { readonly value: string | null; readonly n: number }[];
  readonly truncated: boolean;
}

const carries = (fact: Fact, dimension: string): boolean => fact.columns[dimension]?.role === 'dimension';

/** Values of a dimension over all facts that carry it, the most frequent first; null where no fact does. */
export const dimensionValues = async (
  { engine }: Workspace,
  dimension: string,
  search: string,
  limit: number,
): Promise<DimensionValues | null> => {
  const carriers = facts.filter((fact) => carries(fact, dimension));
  if (carriers.length === 0) return null;
  const column = identifier(dimension);
  const rows = await engine.rows(
    `SELECT value, sum(n)::BIGINT AS n FROM (
       ${carriers.map((fact) => `SELECT ${column} AS value, count(*) AS n FROM facts.${identifier(fact.name)} GROUP BY 1`).join('\n       UNION ALL ')})
     WHERE ? = '' OR contains(lower(value), lower(?))
     GROUP BY value ORDER BY n DESC, value NULLS LAST LIMIT ?`,
    [search, search, limit + 1],
  );
  return {
    dimension,
    values: rows.slice(0, limit).map((row) => ({ value: textOf(row['value']), n: Number(row['n']) })),
    truncated: rows.length > limit,
  };
};
