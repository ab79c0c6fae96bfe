import type { TableCheck } from '../rule.js';
import { eventColumns, lasting } from './event-entities.js';

/** Rows whose date is a plan: a meeting or a task is entered before it takes place, an open deal closes one day. */
const plans: Readonly<Record<string, string>> = {
  'activity.occurred_at': `kind IN ('meeting', 'task')`,
  'deal.closed_at': `coalesce(status, 'open') = 'open'`,
};

/** Events dated later than a day from now; the clock of another zone may be ahead. */
export const futureChecks: readonly TableCheck[] = eventColumns
  .filter(({ entity }) => !lasting.includes(entity.name))
  .flatMap(({ entity, columns }) => {
    const own = entity.key.map((part) => `coalesce("${part}"::VARCHAR, '')`).join(` || ' ' || `);
    return columns.map((column) => {
      const plan = plans[`${entity.name}.${column}`];
      return {
        entity: entity.name,
        breaks: `SELECT ${own} AS record, '${column} lies in the future: ' || "${column}"::DATE AS message
          FROM canonical."${entity.name}" WHERE "${column}" > (now() AT TIME ZONE 'UTC') + INTERVAL 1 DAY${plan === undefined ? '' : ` AND NOT coalesce(${plan}, false)`}`,
        population: `SELECT count("${column}") AS n FROM canonical."${entity.name}"`,
      };
    });
  });
