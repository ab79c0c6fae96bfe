/**
 * `resolved.channel`: one spelling a channel. `Paid Search`, `paid_search` and `paid-search` are one; the CRM's spelling
 * (accounts, leads, deals) is shown, else the one that is most used. Money spent on a channel then meets what it brought.
 */
export const resolveChannels = `
CREATE OR REPLACE TABLE resolved.channel AS
WITH spelt AS (
  SELECT channel AS raw, 1 AS weight FROM canonical.account WHERE channel IS NOT NULL
  UNION ALL SELECT channel, 1 FROM canonical.lead WHERE channel IS NOT NULL
  UNION ALL SELECT channel, 1 FROM canonical.deal WHERE channel IS NOT NULL
  UNION ALL SELECT name, 0 FROM canonical.channel WHERE name IS NOT NULL
  UNION ALL SELECT channel, 0 FROM canonical.campaign WHERE channel IS NOT NULL
  UNION ALL SELECT channel, 0 FROM canonical.marketing_spend WHERE channel IS NOT NULL
  UNION ALL SELECT channel, 0 FROM canonical.cost_item WHERE channel IS NOT NULL
  UNION ALL SELECT channel, 0 FROM canonical.touchpoint WHERE channel IS NOT NULL
),
counted AS (
  SELECT raw, regexp_replace(lower(raw), '[^\\p{L}\\p{N}]', '', 'g') AS plain, sum(weight) AS in_crm, count(*) AS n FROM spelt GROUP BY raw
),
shown AS (
  SELECT plain, arg_max(raw, (in_crm, n, raw)) AS channel FROM counted GROUP BY plain
)
SELECT c.raw, s.channel FROM counted c JOIN shown s USING (plain)`;
