import { rule } from '../rule.js';
import { bare } from '../sql-words.js';

/** Days with spend from which on a channel has a habit, and the share of its days that makes the habit a daily one. */
const manyDays = 30;
const dailyShare = 0.9;
/** Longer than a weekend with a holiday. */
const gapAtMost = 3;

export const m11 = rule({
  id: 'M-11',
  severity: 'warn',
  title: 'Spend has no holes, no copies and is never negative',
  remedy:
    'Export the missing days, or take one of the two copies out; a credit belongs to the day it corrects',
  tables: [
    {
      entity: 'marketing_spend',
      breaks: `SELECT spend_id AS record, 'spend of ' || amount::DECIMAL(18,2) || ' is negative' AS message FROM canonical.marketing_spend WHERE amount < 0`,
      population: `SELECT count(*) AS n FROM canonical.marketing_spend`,
    },
    {
      entity: 'marketing_spend',
      breaks: `
        WITH spent AS (
          SELECT DISTINCT coalesce(h.channel, m.channel) AS channel, m.started_on AS day
          FROM canonical.marketing_spend m LEFT JOIN resolved.channel h ON h.raw = m.channel
          WHERE m.channel IS NOT NULL AND coalesce(m.ended_on, m.started_on) = m.started_on AND m.amount > 0
        ),
        gap AS (
          SELECT channel, day, lag(day) OVER (PARTITION BY channel ORDER BY day) AS before, count(*) OVER one AS days, max(day) OVER one - min(day) OVER one + 1 AS life
          FROM spent WINDOW one AS (PARTITION BY channel)
        )
        SELECT channel || ' ' || day AS record, channel || ' spends daily, and nothing stands between ' || before || ' and ' || day AS message
        FROM gap WHERE days >= ${manyDays} AND days >= ${dailyShare} * life AND day - before - 1 > ${gapAtMost}`,
      population: `SELECT count(DISTINCT channel) AS n FROM canonical.marketing_spend`,
    },
    {
      entity: 'marketing_spend',
      // The same clicks for the same money on the same day, under two ids: the campaign was imported by two ways.
      breaks: `
        SELECT spend_id AS record, 'the same spend stands twice: ' || coalesce(campaign_name, ${bare('campaign_id')}, channel, '') || ' on ' || started_on || ', ' || amount::DECIMAL(18,2) AS message
        FROM canonical.marketing_spend WHERE amount > 0 AND impressions >= 100 AND clicks IS NOT NULL
        WINDOW content AS (PARTITION BY coalesce(campaign_name, ${bare('campaign_id')}), channel, started_on, ended_on, amount, currency, impressions, clicks)
        QUALIFY row_number() OVER (content ORDER BY _batch_id, spend_id) > 1 AND min(_batch_id) OVER content <> max(_batch_id) OVER content`,
      population: `SELECT count(*) AS n FROM canonical.marketing_spend`,
    },
  ],
});
