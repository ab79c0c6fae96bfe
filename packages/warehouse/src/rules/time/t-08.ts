import { rule } from '../rule.js';

export const t08 = rule({
  id: 'T-08',
  severity: 'warn',
  title: 'Times are spread over the day',
  remedy: 'Check whether afternoon and evening were lost on the way (AM and PM)',
  tables: [
    {
      entity: 'order',
      breaks: `SELECT 'ordered_at' AS record, 'of ' || count(*) || ' times none lies after noon' AS message FROM canonical."order" WHERE ordered_at_precision <> 'day' HAVING count(*) >= 200 AND max(extract(hour FROM ordered_at)) <= 12 AND count(DISTINCT extract(hour FROM ordered_at)) > 3`,
      population: `SELECT count(ordered_at) AS n FROM canonical."order"`,
    },
    {
      entity: 'deal',
      breaks: `SELECT 'created_at' AS record, 'of ' || count(*) || ' times none lies after noon' AS message FROM canonical."deal" WHERE created_at_precision <> 'day' HAVING count(*) >= 200 AND max(extract(hour FROM created_at)) <= 12 AND count(DISTINCT extract(hour FROM created_at)) > 3`,
      population: `SELECT count(created_at) AS n FROM canonical."deal"`,
    },
    {
      entity: 'ticket',
      breaks: `SELECT 'created_at' AS record, 'of ' || count(*) || ' times none lies after noon' AS message FROM canonical."ticket" WHERE created_at_precision <> 'day' HAVING count(*) >= 200 AND max(extract(hour FROM created_at)) <= 12 AND count(DISTINCT extract(hour FROM created_at)) > 3`,
      population: `SELECT count(created_at) AS n FROM canonical."ticket"`,
    },
    {
      entity: 'activity',
      breaks: `SELECT 'occurred_at' AS record, 'of ' || count(*) || ' times none lies after noon' AS message FROM canonical."activity" WHERE occurred_at_precision <> 'day' HAVING count(*) >= 200 AND max(extract(hour FROM occurred_at)) <= 12 AND count(DISTINCT extract(hour FROM occurred_at)) > 3`,
      population: `SELECT count(occurred_at) AS n FROM canonical."activity"`,
    },
  ],
});
