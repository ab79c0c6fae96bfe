import { rule } from '../rule.js';

export const m11 = rule({
  id: 'M-11',
  severity: 'warn',
  title: 'Spend has no holes and is never negative',
  remedy: 'Export the missing days; a credit belongs to the day it corrects',
  tables: [
    {
      entity: 'marketing_spend',
      breaks: `SELECT spend_id AS record, 'spend of ' || amount || ' is negative' AS message FROM canonical.marketing_spend WHERE amount < 0 UNION ALL SELECT channel || ' ' || day AS record, 'no spend between ' || before || ' and ' || day || ' on a channel that spends daily' AS message FROM (SELECT channel, day, lag(day) OVER (PARTITION BY channel ORDER BY day) AS before, count(*) OVER (PARTITION BY channel) AS days FROM (SELECT DISTINCT channel, started_on AS day FROM canonical.marketing_spend WHERE channel IS NOT NULL AND coalesce(ended_on, started_on) = started_on)) WHERE days >= 30 AND day - before > 4`,
      population: `SELECT count(*) AS n FROM canonical."marketing_spend"`,
    },
  ],
});
