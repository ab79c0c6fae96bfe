import { rule } from '../rule.js';

/** Fewer times than this say nothing about a clock. */
const manyTimes = 200;
const columns: readonly (readonly [entity: string, column: string])[] = [
  ['order', 'ordered_at'],
  ['deal', 'created_at'],
  ['ticket', 'created_at'],
  ['activity', 'occurred_at'],
];

export const t08 = rule({
  id: 'T-08',
  severity: 'warn',
  title: 'Times are spread over the day',
  remedy: 'Check whether afternoon and evening were lost on the way (AM and PM)',
  // By the clock of the organisation: a morning in UTC is a whole working day in Singapore. A clock that lost its half
  // of the day shows the afternoon as the small hours, which a business that opens early does not have.
  tables: columns.map(([entity, column]) => ({
    entity,
    breaks: `
      WITH times AS (
        SELECT extract(hour FROM timezone(zone.value, timezone('UTC', ${column}))) AS hour, count(*) AS n
        FROM canonical."${entity}", (SELECT value FROM control.setting WHERE name = 'time_zone') zone
        WHERE ${column}_precision <> 'day' GROUP BY 1
      )
      SELECT '${column}' AS record, 'of ' || sum(n) || ' times none lies after one in the afternoon, and ' || sum(n) FILTER (hour BETWEEN 1 AND 5) || ' lie between one and six in the morning' AS message
      FROM times HAVING sum(n) >= ${manyTimes} AND max(hour) <= 12 AND sum(n) FILTER (hour BETWEEN 1 AND 5) >= 0.1 * sum(n)`,
    population: `SELECT count(${column}) AS n FROM canonical."${entity}"`,
  })),
});
