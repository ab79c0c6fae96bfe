import type { FactBuilder } from '../fact-builder.js';
import { inBaseCurrency, literal } from '../fragments.js';
import { spreadOverDays } from '../spread-over-days.js';

const list = (values: readonly string[]): string => values.map(literal).join(', ');

/** Channels that charge for a visit, where no channel row says so, in plain letters. */
const paidChannels = [
  'paidsearch',
  'paidsocial',
  'display',
  'paid',
  'googleads',
  'metaads',
  'facebook',
  'linkedinads',
  'bingads',
  'affiliate',
  'retargeting',
];

/**
 * `facts.spend_day`: media spend and other costs by day. Purpose: media, sales and marketing people, agencies and their
 * tools win customers; success and loyalty keep them (the settings name the categories); support serves; cost of goods
 * and payment fees make the product; research and overhead are neither.
 */
export const spendDay: FactBuilder = {
  table: 'facts.spend_day',
  unit: 'whole',
  touchedBy: { marketing_spend: null, cost_item: null, campaign: null, channel: null, fx_rate: null },
  select: (context) => {
    const media = inBaseCurrency(context, 'm.amount', 'm.currency', 'm.started_on', 'rate');
    const cost = inBaseCurrency(context, 'k.amount', 'k.currency', 'k.started_on', 'rate');
    const retention = list(context.config.assumptions.retention_categories);
    return `
WITH spelt AS (
  SELECT raw, channel, regexp_replace(lower(raw), '[^\\p{L}\\p{N}]', '', 'g') AS plain FROM resolved.channel
),
told AS (
  -- However a source spells it, and if several have it.
  SELECT s.channel, bool_or(h.is_paid) AS is_paid FROM canonical.channel h JOIN spelt s ON s.raw = h.name GROUP BY s.channel
),
item AS (
  SELECT m.spend_id AS record_id, m._batch_id AS batch_id, m._row AS row_number, m.started_on, coalesce(m.ended_on, m.started_on) AS ended_on, ${media.value} AS total,
         coalesce(s.channel, m.channel, g.channel) AS spend_channel, coalesce(g.name, m.campaign_name) AS campaign, 'acquisition' AS purpose, 'media' AS kind, 'media' AS category,
         coalesce(h.is_paid, true) AS is_paid_channel, m.impressions, m.clicks, m.conversions
  FROM canonical.marketing_spend m LEFT JOIN canonical.campaign g ON g.campaign_id = m.campaign_id
  LEFT JOIN spelt s ON s.raw = coalesce(m.channel, g.channel)
  LEFT JOIN told h ON h.channel = s.channel ${media.join}
  UNION ALL
  SELECT k.cost_id, k._batch_id, k._row, k.started_on, coalesce(k.ended_on, last_day(k.started_on)), ${cost.value}, coalesce(s.channel, k.channel), NULL,
         coalesce(k.purpose, CASE WHEN k.category IN (${retention}) THEN 'retention'
           WHEN k.category IN ('sales_salary', 'sales_commission', 'marketing_salary', 'agency', 'media', 'tooling') THEN 'acquisition'
           WHEN k.category = 'support' THEN 'service' WHEN k.category IN ('success', 'retention_programme', 'onboarding') THEN 'retention'
           WHEN k.category IN ('cost_of_goods', 'payment_fees') THEN 'product' ELSE 'overhead' END),
         CASE WHEN k.category IN ('sales_salary', 'sales_commission', 'marketing_salary', 'support', 'success', 'onboarding') THEN 'people'
           WHEN k.category = 'tooling' THEN 'tools' WHEN k.category = 'agency' THEN 'agency' WHEN k.category = 'media' THEN 'media' ELSE 'other' END,
         k.category, coalesce(h.is_paid, s.plain IN (${list(paidChannels)}), false), NULL, NULL, NULL
  FROM canonical.cost_item k LEFT JOIN spelt s ON s.raw = k.channel LEFT JOIN told h ON h.channel = s.channel ${cost.join}
)
SELECT record_id, batch_id, row_number, date, spend_channel, campaign, purpose, kind, category, is_paid_channel, amount,
       CASE WHEN is_first THEN impressions END AS impressions, CASE WHEN is_first THEN clicks END AS clicks, CASE WHEN is_first THEN conversions END::DOUBLE AS platform_conversions
FROM (
  SELECT *, date = started_on AS is_first
  FROM (${spreadOverDays('item', 'record_id, batch_id, row_number, spend_channel, campaign, purpose, kind, category, is_paid_channel, impressions, clicks, conversions, started_on')})
)`;
  },
};
