import type { TableCheck } from '../rule.js';
import { eventColumns } from './event-entities.js';

/** Events dated later than a day from now; the clock of another zone may be ahead. */
export const futureChecks: readonly TableCheck[] = eventColumns.flatMap(({ entity, columns }) => {
  const own = entity.key.map((part) => `coalesce("${part}"::VARCHAR, '')`).join(` || ' ' || `);
  return columns.map((column) => ({
    entity: entity.name,
    breaks: `SELECT ${own} AS record, '${column} is ' || "${column}" || ', in the future' AS message
      FROM canonical."${entity.name}" WHERE "${column}" > (now() AT TIME ZONE 'UTC') + INTERVAL 1 DAY`,
    population: `SELECT count("${column}") AS n FROM canonical."${entity.name}"`,
  }));
});
