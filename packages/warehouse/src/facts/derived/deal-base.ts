import type { FactBuilder } from '../fact-builder.js';
import { inBaseCurrency, live, literal, resolvedAccount } from '../fragments.js';

const touchedDeals = {
  deal: 'x.deal_id',
  deal_party: 'x.deal_id',
  deal_line: 'x.deal_id',
  deal_stage_history: 'x.deal_id',
  deal_field_history: 'x.deal_id',
  activity: 'x.deal_id',
  pipeline_stage: null,
  crm_user: null,
  product: null,
  campaign: null,
  fx_rate: null,
  entity_merge: null,
} as const;

/**
 * `won` or `lost` where a stage is called just that ('Won', 'Closed Lost', 'closedwon'), as in an export that has
 * neither a status nor a table of stages; otherwise NULL.
 */
const outcomeNamed = (stage: string): string =>
  `nullif(regexp_extract(lower(trim(${stage})), '^(?:closed)?[\\s_:–-]*(won|lost)$', 1), '')`;

/**
 * `derived.deal`: one row a deal with its state settled: the account from the deal or its primary party, won or lost
 * from the status or the stage, the owner as of the close, the amount at the rate of the close date.
 */
export const dealBase: FactBuilder = {
  table: 'derived.deal',
  unit: 'deal',
  unitColumn: 'deal_id',
  touchedBy: touchedDeals,
  select: (context) => {
    const account = resolvedAccount(context, 'coalesce(d.account_id, party.account_id)');
    const asOf = `DATE ${literal(context.asOf)}`;
    const money = inBaseCurrency(
      context,
      'd.deal_amount',
      'd.currency',
      `coalesce(d.closed_date, ${asOf})`,
      'rate',
    );
    return `
WITH merged AS (SELECT DISTINCT losing_id FROM canonical.entity_merge WHERE entity = 'deal'),
party AS (
  SELECT deal_id, arg_min(account_id, (NOT coalesce(is_primary, false), account_id)) AS account_id
  FROM canonical.deal_party WHERE account_id IS NOT NULL GROUP BY deal_id
),
line AS (
  SELECT deal_id, sum(coalesce(amount, (quantity * unit_price)::DECIMAL(18,4)))::DECIMAL(18,4) AS amount,
         arg_max(product_id, (coalesce(amount, quantity * unit_price, 0), product_id)) AS product_id
  FROM canonical.deal_line GROUP BY deal_id
),
stage AS (
  -- A deal that was won, opened again and won once more is won at the last time (canon: once, at last close).
  SELECT deal_id, max(entered_at) FILTER (s.category = 'won') AS won_at, max(entered_at_date) FILTER (s.category = 'won') AS won_date,
         max(entered_at) FILTER (s.category = 'lost') AS lost_at, max(entered_at_date) FILTER (s.category = 'lost') AS lost_date
  FROM canonical.deal_stage_history h JOIN canonical.pipeline_stage s ON s.stage_id = h.stage_id GROUP BY deal_id
),
ended AS (
  SELECT d.deal_id, coalesce(d.status, s.category, ${outcomeNamed('coalesce(s.name, d.stage)')}, 'open') AS state,
         CASE state WHEN 'won' THEN coalesce(d.closed_at, h.won_at) WHEN 'lost' THEN coalesce(d.closed_at, h.lost_at) END AS closed_at,
         CASE state WHEN 'won' THEN coalesce(d.closed_at_date, h.won_date) WHEN 'lost' THEN coalesce(d.closed_at_date, h.lost_date) END AS closed_date
  FROM canonical.deal d
  LEFT JOIN canonical.pipeline_stage s ON s.stage_id = d.stage_id
  LEFT JOIN stage h ON h.deal_id = d.deal_id
  WHERE true ${context.only('deal', 'd.deal_id')}
),
owned AS (
  -- The last change up to the close; where all came after it, the first of them says who had it until then.
  SELECT h.deal_id, coalesce(
           arg_max(h.new_value, h.changed_at) FILTER (e.closed_at IS NULL OR h.changed_at <= e.closed_at),
           arg_min(h.old_value, h.changed_at) FILTER (h.old_value IS NOT NULL)) AS user_id
  FROM canonical.deal_field_history h JOIN ended e ON e.deal_id = h.deal_id
  WHERE h.field = 'owner_user_id' AND h.new_value IS NOT NULL
  GROUP BY h.deal_id
),
touched_by_people AS (
  SELECT a.deal_id, count(*) AS activities, max(a.occurred_at_date) AS last_date
  FROM canonical.activity a LEFT JOIN resolved.crm_user u ON u.user_id = a.user_id
  WHERE a.deal_id IS NOT NULL AND NOT coalesce(a.is_automated, false) AND NOT coalesce(a.is_deleted, false) AND NOT coalesce(u.is_machine, false)
  GROUP BY a.deal_id
),
settled AS (
  SELECT d.*, coalesce(d.amount, line.amount) AS deal_amount,
         ended.state, ended.closed_date,
         coalesce(d.product, line.product_id) AS product_id,
         coalesce(s.name, d.stage) AS stage_name, coalesce(s.pipeline, d.pipeline) AS pipeline_name,
         coalesce(owned.user_id, d.owner_user_id) AS user_id, party.account_id AS party_account_id,
         coalesce(t.activities, 0) AS activities, t.last_date
  FROM canonical.deal d
  JOIN ended ON ended.deal_id = d.deal_id
  LEFT JOIN party ON party.deal_id = d.deal_id
  LEFT JOIN line ON line.deal_id = d.deal_id
  LEFT JOIN owned ON owned.deal_id = d.deal_id
  LEFT JOIN canonical.pipeline_stage s ON s.stage_id = d.stage_id
  LEFT JOIN touched_by_people t ON t.deal_id = d.deal_id
  WHERE ${live('d')} AND d.deal_id NOT IN (SELECT losing_id FROM merged) ${context.only('deal', 'd.deal_id')}
)
SELECT d.deal_id, d.name, ${account.value.replaceAll('party.account_id', 'd.party_account_id')} AS account_id, d.state AS status,
       coalesce(d.type, 'new') AS deal_type, coalesce(d.pipeline_name, 'default') AS pipeline, d.stage_name AS stage,
       coalesce(nullif(trim(p.name), ''), regexp_replace(d.product_id, '^[^:]*:', '')) AS product,
       u.name AS owner, u.team, u.manager, u.office, c.name AS campaign, coalesce(h2.channel, d.channel) AS deal_channel, d.lost_reason,
       coalesce(d.currency, ${literal(context.config.organisation.currency)}) AS currency,
       d.state = 'won' AS is_won, d.state = 'lost' AS is_lost, d.state IN ('won', 'lost') AS is_closed, d.state = 'open' AS is_open,
       ${money.value} AS amount, d.probability::DOUBLE AS probability,
       d.created_at_date AS created_date, coalesce(d.qualified_at_date, d.created_at_date) AS qualified_date,
       d.expected_close_on AS expected_close_date,
       d.closed_date,
       -- Local days: one end often has no clock, and a cycle is not a matter of hours (rule T-06). Negative: none (T-03).
       CASE WHEN d.closed_date >= coalesce(d.qualified_at_date, d.created_at_date)
            THEN (d.closed_date - coalesce(d.qualified_at_date, d.created_at_date))::DOUBLE END AS cycle_days,
       d.qualified_at IS NOT NULL AS has_qualified_date,
       d.activities AS activity_count, d.last_date AS last_activity_date, d.lead_id, d._batch_id AS batch_id, d._row AS row_number
FROM settled d
${account.join.replaceAll('party.account_id', 'd.party_account_id')}
${money.join}
LEFT JOIN resolved.crm_user u ON u.user_id = d.user_id
LEFT JOIN canonical.product p ON p.product_id = d.product_id
LEFT JOIN canonical.campaign c ON c.campaign_id = d.campaign_id
LEFT JOIN resolved.channel h2 ON h2.raw = d.channel`;
  },
};
