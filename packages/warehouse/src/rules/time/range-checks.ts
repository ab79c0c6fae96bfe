import type { RowCheck } from '../rule.js';
import { eventColumns, lasting } from './event-entities.js';

/**
 * Events before 2000 or more than five years ahead are slips of the pen, not events. A subscription may be older; the
 * day zero of computers (1970-01-01) and of spreadsheets (1900) is none.
 */
export const rangeChecks: readonly RowCheck[] = eventColumns.flatMap(({ entity, columns }) => {
  const earliest = lasting.includes(entity.name) ? '1970-01-02' : '2000-01-01';
  return columns.map((column) => ({
    entity: entity.name,
    column,
    needs: [column],
    when: `r."${column}" < TIMESTAMP '${earliest}' OR r."${column}" > (now() AT TIME ZONE 'UTC') + INTERVAL 5 YEAR`,
    message: `'not a plausible date: ' || r."${column}"::DATE`,
  }));
});
