import type { RowCheck } from '../rule.js';
import { eventColumns } from './event-entities.js';

/** Events before 2000 or more than five years ahead are slips of the pen, not events. */
export const rangeChecks: readonly RowCheck[] = eventColumns.flatMap(({ entity, columns }) =>
  columns.map((column) => ({
    entity: entity.name,
    column,
    needs: [column],
    when: `r."${column}" < TIMESTAMP '2000-01-01' OR r."${column}" > (now() AT TIME ZONE 'UTC') + INTERVAL 5 YEAR`,
    message: `'not a plausible date: ' || r."${column}"::DATE`,
  })),
);
